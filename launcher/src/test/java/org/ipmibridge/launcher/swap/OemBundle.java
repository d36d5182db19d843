package org.ipmibridge.launcher.swap;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle of somebody else's: the command NetFn 30h, 01h, which tells the bundle's micro version. */
public final class OemBundle implements BundleActivator {
    /** Its network function. */
    public static final int NET_FN = 0x30;

    /** Its command number. */
    public static final int COMMAND = 0x01;

    @Override
    public void start(BundleContext context) {
        int version = context.getBundle().getVersion().getMicro();
        CommandHandler handler = request -> CommandResponse.of(version).now();
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(
                "ipmi.netFn",
                NET_FN,
                "ipmi.command",
                COMMAND,
                "ipmi.body",
                -1,
                "ipmi.name",
                "Get Version",
                "ipmi.privilege",
                "USER",
                "ipmi.sessionless",
                false,
                "ipmi.changesState",
                false));
        context.registerService(CommandHandler.class, handler, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
