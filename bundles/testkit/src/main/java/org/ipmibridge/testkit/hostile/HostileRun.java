package org.ipmibridge.testkit.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.ipmibridge.ipmi.console.ConsoleException;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.Pinger;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.Wire;
import org.ipmibridge.testkit.hostile.Workshop.Hostile;

/**
 * Sends hostile packets one after the other, each followed by two pings. Three parties: the victim has a proper session, which nothing may
 * harm; the attacker and the pinger have sockets of their own. The same seed makes the same choices, as far as the BMC's own random numbers
 * let them. Fails with an {@link AssertionError} at the first thing that must not be.
 */
public final class HostileRun {
    private static final int VICTIM_WORKS_EVERY = 100;

    private final Map<Kind, Integer> sent = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> answered = new EnumMap<>(Kind.class);
    private final Supplier<Wire> wires;
    private final Login login;
    private final Random random;

    /**
     * @param wires makes a new way to the BMC each time
     * @param login good credentials, with a suite that signs packets
     */
    public HostileRun(Supplier<Wire> wires, Login login, long seed) {
        this.wires = wires;
        this.login = login;
        this.random = new Random(seed);
    }

    /** Sends so many packets of all kinds. */
    public void run(int packets) {
        try (Wire victimWire = wires.get();
                Wire attackerWire = wires.get();
                Wire pingerWire = wires.get()) {
            RemoteConsole victim = new RemoteConsole(victimWire, login).logIn();
            Workshop workshop = new Workshop(random, victim, attackerWire, login.withConsoleSessionId(0x0A77ACC0));
            Pinger pinger = new Pinger(pingerWire);
            for (int i = 0; i < packets; i++) {
                send(workshop, attackerWire, pinger, Kind.values()[random.nextInt(Kind.values().length)]);
                if (i % VICTIM_WORKS_EVERY == 0) {
                    workAsVictim(victim, "packet " + i);
                }
            }
            workAsVictim(victim, "all packets");
            victim.closeSession();
        }
        logInAnew();
    }

    /** How many packets of each kind were sent, and how many of them were answered. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        sent.forEach((kind, count) -> text.append(kind)
                .append(' ')
                .append(count)
                .append('/')
                .append(answered.getOrDefault(kind, 0))
                .append(' '));
        return text.toString().strip();
    }

    private void send(Workshop workshop, Wire attackerWire, Pinger pinger, Kind kind) {
        Hostile hostile = kind.make(workshop);
        sent.merge(kind, 1, Integer::sum);
        Wire sender = hostile.byVictim() ? workshop.victim().wire() : attackerWire;
        try {
            sender.send(hostile.packet());
            pinger.untilPong();
            List<byte[]> answers = new ArrayList<>(drain(attackerWire));
            answers.forEach(Answers::checkOutsideSession);
            for (byte[] answer : drain(workshop.victim().wire())) {
                Answers.checkToVictim(workshop.victim(), answer);
                answers.add(answer);
            }
            if (!answers.isEmpty()) {
                answered.merge(kind, 1, Integer::sum);
            }
        } catch (AssertionError | ConsoleException e) {
            throw new AssertionError(kind + " " + HexFormat.of().formatHex(hostile.packet()), e);
        }
        if (kind == Kind.TAKEOVER) {
            workAsVictim(workshop.victim(), kind + " " + HexFormat.of().formatHex(hostile.packet()));
        }
    }

    private static List<byte[]> drain(Wire wire) {
        List<byte[]> datagrams = new ArrayList<>();
        for (Optional<byte[]> next = wire.receive(Duration.ZERO);
                next.isPresent();
                next = wire.receive(Duration.ZERO)) {
            datagrams.add(next.get());
        }
        return datagrams;
    }

    private static void workAsVictim(RemoteConsole victim, String after) {
        try {
            if (victim.command(0, 1).code() != 0) {
                throw new AssertionError("Get Chassis Status failed");
            }
        } catch (AssertionError | ConsoleException e) {
            throw new AssertionError("the proper session is broken after " + after, e);
        }
    }

    private void logInAnew() {
        try (Wire wire = wires.get()) {
            RemoteConsole console = new RemoteConsole(wire, login).logIn();
            workAsVictim(console, "a new log-in");
            console.closeSession();
        }
    }
}
