package org.ipmibridge.metrics;

import java.util.Map;
import java.util.function.LongSupplier;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.ipmi.api.transport.Listeners;
import org.ipmibridge.ipmi.api.transport.PacketCounter;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.runtime.api.problem.ProblemDirectory;

/** Puts together a bridge of the parts that a test has. */
public final class BridgeFake {
    private final Bridge bridge = new Bridge();

    public Bridge bridge() {
        return bridge;
    }

    public BridgeFake with(BmcDirectory bmcs, Sessions sessions) {
        bridge.bmcs = bmcs;
        bridge.sessions = sessions;
        return this;
    }

    public BridgeFake with(MachineDirectory machines) {
        bridge.machines = machines;
        return this;
    }

    public BridgeFake with(ProblemDirectory problems) {
        bridge.problems = problems;
        return this;
    }

    public BridgeFake with(PacketCounter packets) {
        bridge.packets = packets;
        return this;
    }

    public BridgeFake queue(String name, LongSupplier length) {
        bridge.addQueue(length, Map.of("org.ipmibridge.queue", name));
        return this;
    }

    public BridgeFake withoutQueue(String name, LongSupplier length) {
        bridge.removeQueue(length, Map.of("org.ipmibridge.queue", name));
        return this;
    }

    /** All that it takes to answer packets. */
    public BridgeFake serving(Listeners listeners, PacketHandler handler, CommandDispatcher dispatcher) {
        bridge.listeners = listeners;
        bridge.handler = handler;
        bridge.dispatcher = dispatcher;
        return this;
    }
}
