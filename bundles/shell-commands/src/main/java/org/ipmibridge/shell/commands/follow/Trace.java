package org.ipmibridge.shell.commands.follow;

import java.net.InetSocketAddress;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.trace.PacketTracer;
import org.ipmibridge.ipmi.api.trace.TracedPacket;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.Operator;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Words;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bmc:trace}. Only while it runs there is a service that packets are taken apart for. */
@Component(service = Trace.class)
@GogoCommand(scope = "bmc", function = "trace")
public final class Trace {
    private final BundleContext context;
    private final BmcDirectory bmcs;

    @Activate
    public Trace(BundleContext context, @Reference BmcDirectory bmcs) {
        this.context = context;
        this.bmcs = bmcs;
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Shows the packets of a BMC, decrypted and decoded, without secrets, until Ctrl-C. Those that meet silence are"
                    + " shown with the reason. Example: trace vm1 --peer 192.0.2.7")
    public void trace(
            CommandSession session,
            @Descriptor("print a JSON object in each line")
                    @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("only packets from and to this address, with or without a port")
                    @Parameter(names = "--peer", absentValue = "")
                    String peer,
            @Descriptor("the BMC's name") @Argument(value = "bmc", choice = Choice.BMC) String bmc) {
        if (bmcs.statuses().stream().noneMatch(status -> status.name().equals(bmc))) {
            throw new ShellException("no BMC is called " + bmc + "; bmc:list shows all");
        }
        Follower<TracedPacket> follower = new Follower<>(new PacketLines(json));
        PacketTracer tracer = packet -> {
            if (isFrom(packet.peer(), peer)) {
                follower.put(packet);
            }
        };
        Operator.of(session).changed("bmc " + bmc + ": traces its packets");
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Bmc.NAME, bmc));
        follower.follow(context.registerService(PacketTracer.class, tracer, properties), System.out);
    }

    private static boolean isFrom(InetSocketAddress peer, String wanted) {
        return wanted.isEmpty()
                || peer.getAddress().getHostAddress().equals(wanted)
                || Words.address(peer).equals(wanted);
    }
}
