package org.ipmibridge.ipmi.dispatch;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.FakeClock;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A dispatcher among services that come and go, with a clock that stands still. */
final class Whiteboard {
    final FakeClock clock = new FakeClock();
    private final Map<ServiceReference<Bmc>, Bmc> bmcs = new HashMap<>();
    private final HandOver left = new HandOver(new HashMap<>());
    final IpmiDispatch dispatcher = newDispatcher();

    /** The successor, without any services yet. */
    IpmiDispatch replaceDispatcher() {
        FrozenCommands.leave(left, dispatcher.commands());
        return newDispatcher();
    }

    private IpmiDispatch newDispatcher() {
        return new IpmiDispatch(context(), clock.scheduler(), clock::nanoTime, clock, left);
    }

    /** The properties of a command that any user may send and that changes nothing. */
    static Map<String, Object> command(NetFn netFn, int command) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("ipmi.netFn", netFn.code());
        properties.put("ipmi.body", -1);
        properties.put("ipmi.command", command);
        properties.put("ipmi.name", "Get Something");
        properties.put("ipmi.privilege", "USER");
        properties.put("ipmi.sessionless", false);
        properties.put("ipmi.changesState", false);
        return properties;
    }

    /** The same with one more or another property, without {@code ipmi.} */
    static Map<String, Object> with(Map<String, Object> properties, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(properties);
        changed.put("ipmi." + name, value);
        return changed;
    }

    void addBmc(Bmc bmc) {
        addBmc(dispatcher, bmc);
    }

    void addBmc(IpmiDispatch to, Bmc bmc) {
        ServiceReference<Bmc> reference = reference(bmc);
        bmcs.put(reference, bmc);
        to.addBmc(reference);
    }

    void removeBmc(Bmc bmc) {
        ServiceReference<Bmc> reference = bmcs.entrySet().stream()
                .filter(each -> each.getValue() == bmc)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        dispatcher.removeBmc(reference);
        bmcs.remove(reference);
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<Bmc> reference(Bmc bmc) {
        Object identity = new Object();
        return (ServiceReference<Bmc>) Proxy.newProxyInstance(
                Whiteboard.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> arguments[0].equals(Bmc.NAME) ? bmc.name() : null;
                    case "hashCode" -> identity.hashCode();
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    HandlerReference register(Map<String, Object> properties, CommandHandler handler) {
        HandlerReference reference = new HandlerReference("org.ipmibridge.handlers", properties, 0, handler);
        dispatcher.addHandler(reference);
        return reference;
    }

    HandlerReference register(Map<String, Object> properties, int ranking, CommandHandler handler) {
        HandlerReference reference = new HandlerReference("org.ipmibridge.handlers", properties, ranking, handler);
        dispatcher.addHandler(reference);
        return reference;
    }

    /** A handler of a bundle that others wrote. */
    HandlerReference registerForeign(Map<String, Object> properties, CommandHandler handler) {
        HandlerReference reference = new HandlerReference("org.example.oem", properties, 0, handler);
        dispatcher.addHandler(reference);
        return reference;
    }

    void unregister(HandlerReference reference) {
        dispatcher.removeHandler(reference);
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                Whiteboard.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBundle" ->
                        new HandlerReference("org.ipmibridge.ipmi.dispatch", Map.of(), 0, null).getBundle();
                    case "getService" ->
                        arguments[0] instanceof HandlerReference handler ? handler.fetch() : bmcs.get(arguments[0]);
                    case "ungetService" -> !(arguments[0] instanceof HandlerReference handler) || handler.giveBack();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
