package org.ipmibridge.ipmi.dispatch;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeClock;
import org.osgi.framework.BundleContext;

/** A dispatcher among services that come and go, with a clock that stands still. */
final class Whiteboard {
    final FakeClock clock = new FakeClock();
    final FakeBmcDirectory bmcs = new FakeBmcDirectory();
    private final HandOver left = new HandOver(new HashMap<>());
    final IpmiDispatch dispatcher = newDispatcher();

    /** The successor, without any services yet. */
    IpmiDispatch replaceDispatcher() {
        FrozenCommands.leave(left, dispatcher.commands());
        return newDispatcher();
    }

    private IpmiDispatch newDispatcher() {
        IpmiDispatch made = new IpmiDispatch(context(), clock.scheduler(), clock::nanoTime, clock, left);
        made.bmcs = bmcs;
        return made;
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
        return registerForeign("org.example.oem", properties, handler);
    }

    /** A handler of this bundle, which others wrote. */
    HandlerReference registerForeign(String bundle, Map<String, Object> properties, CommandHandler handler) {
        HandlerReference reference = new HandlerReference(bundle, properties, 0, handler);
        dispatcher.addHandler(reference);
        return reference;
    }

    void unregister(HandlerReference reference) {
        dispatcher.removeHandler(reference);
    }

    private static BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                Whiteboard.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBundle" ->
                        new HandlerReference("org.ipmibridge.ipmi.dispatch", Map.of(), 0, null).getBundle();
                    case "getService" -> ((HandlerReference) arguments[0]).fetch();
                    case "ungetService" -> ((HandlerReference) arguments[0]).giveBack();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
