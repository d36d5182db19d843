package org.ipmibridge.commands.app;

import java.lang.reflect.Proxy;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.FakeCommandDispatcher;
import org.osgi.framework.BundleContext;

/** A BMC's commands as a test wants them. */
final class Implemented {
    private final FakeCommandDispatcher dispatcher = new FakeCommandDispatcher(request -> null);
    private final ImplementedCommands commands;

    Implemented() {
        BundleContext context = (BundleContext) Proxy.newProxyInstance(
                Implemented.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getService") ? dispatcher : null);
        commands = new ImplementedCommands(context, null);
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
