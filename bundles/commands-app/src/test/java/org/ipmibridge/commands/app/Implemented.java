package org.ipmibridge.commands.app;

import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.FakeCommandDispatcher;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A BMC's commands as a test wants them. */
final class Implemented {
    private FakeCommandDispatcher dispatcher = new FakeCommandDispatcher(request -> null);
    private final ImplementedCommands commands;

    Implemented() {
        commands = new ImplementedCommands(proxy(BundleContext.class, () -> dispatcher));
        commands.setDispatcher(reference());
    }

    /** A service that is there, or was. */
    @SuppressWarnings("unchecked")
    static ServiceReference<CommandDispatcher> reference() {
        return proxy(ServiceReference.class, () -> null);
    }

    private static <T> T proxy(Class<T> type, Supplier<Object> service) {
        return type.cast(Proxy.newProxyInstance(
                Implemented.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("ungetService") ? Boolean.TRUE : service.get()));
    }

    /** Another dispatcher, which knows no commands, takes over. */
    Implemented replaceDispatcher() {
        dispatcher = new FakeCommandDispatcher(request -> null);
        commands.setDispatcher(reference());
        return this;
    }

    Implemented with(NetFn netFn, int... numbers) {
        return withBody(netFn, IpmiCommand.NO_BODY, numbers);
    }

    Implemented withBody(NetFn netFn, int body, int... numbers) {
        for (int number : numbers) {
            dispatcher.with(new CommandDescription(netFn, body, number, "Any", PrivilegeLevel.USER, false, false));
        }
        return this;
    }

    ImplementedCommands commands() {
        return commands;
    }
}
