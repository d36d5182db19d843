package org.ipmibridge.shell.commands.follow;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** {@code bridge:events}. Only while it runs there is a service that listens. */
@Component(service = Events.class)
@GogoCommand(scope = "bridge", function = "events")
public final class Events {
    private final BundleContext context;

    @Activate
    public Events(BundleContext context) {
        this.context = context;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Shows what happens, a line for each event, until Ctrl-C. These are sessions, commands that change something,"
                    + " machines' power, boot devices and images, connections to servers, BMCs, configuration and bundles."
                    + " Example: events --bmc vm1")
    public void events(
            @Descriptor("print a JSON object in each line")
                    @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("only events of this BMC") @Parameter(names = "--bmc", absentValue = "") String bmc,
            @Descriptor("only events of this machine") @Parameter(names = "--machine", absentValue = "")
                    String machine) {
        Follower<Event> follower = new Follower<>(new EventLines(json));
        EventHandler handler = event -> {
            if (isOf(event, BridgeEvent.BMC, bmc) && isOf(event, BridgeEvent.MACHINE, machine)) {
                follower.put(event);
            }
        };
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, BridgeEvent.ALL));
        follower.follow(context.registerService(EventHandler.class, handler, properties), System.out);
    }

    private static boolean isOf(Event event, String key, String wanted) {
        return wanted.isEmpty() || wanted.equals(event.getProperty(key));
    }
}
