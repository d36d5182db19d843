package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.testkit.load.LoadPlan.Work;

/**
 * Measures bridges with more and more BMCs: how soon all answer, what they take, and the latency of a command beside that of a bridge with one BMC
 * that runs at the same time. It ends by itself and speaks to 127.0.0.0/8 only.
 */
public final class BmcsBenchmark {
    private static final Login ADMIN = Login.of("admin", "password").withSuite(3);
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    /** As many as one BMC has room for, and some to spare. */
    private static final int SESSIONS = 50;

    private static final double COMMANDS_PER_SECOND = 2_000;
    private static final int STORM = 1_000;
    private static final int ONES_NETWORK = 77;
    private static final int OTHERS_NETWORK = 78;

    /** What was measured of one round. */
    private record Round(LoadResult one, LoadResult many) {}

    private final Path distribution;
    private final int rounds;
    private final Duration duration;

    private BmcsBenchmark(Path distribution, int rounds, int seconds) {
        this.distribution = distribution;
        this.rounds = rounds;
        this.duration = Duration.ofSeconds(seconds);
    }

    /** Arguments: the distribution's directory, rounds, seconds a measurement, the most BMCs. */
    public static void main(String[] arguments) throws Exception {
        int most = Integer.parseInt(arguments[3]);
        new BmcsBenchmark(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                .run(most);
    }

    private void run(int most) throws IOException, InterruptedException {
        System.out.println(
                "| BMCs | all answer after, s | processor time for it, s | resident, MB | threads | median, us | of one BMC's | 99 in 100, us"
                        + " | of one BMC's | " + STORM + " log-ins in 1 s: refused | 99 in 100, ms |");
        System.out.println("| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
        try (Scratch scratch = new Scratch()) {
            List<InetSocketAddress> one = configure(scratch, 1, ONES_NETWORK);
            try (ServerProcess alone = start(scratch, one)) {
                warmUp(one);
                for (int bmcs : sizes(most)) {
                    measure(bmcs, one);
                }
                System.err.println("the bridge with one BMC: " + alone.residentMegabytes() + " MB");
            }
        }
    }

    private static List<Integer> sizes(int most) {
        return Stream.concat(IntStream.of(1, 100, 1_000, 10_000).boxed().filter(size -> size < most), Stream.of(most))
                .toList();
    }

    private void measure(int bmcs, List<InetSocketAddress> one) throws IOException, InterruptedException {
        try (Scratch scratch = new Scratch()) {
            List<InetSocketAddress> all = configure(scratch, bmcs, OTHERS_NETWORK);
            long begin = System.nanoTime();
            try (ServerProcess bridge = start(scratch, all)) {
                Set<InetSocketAddress> silent = Sweep.await(all, START);
                double seconds = (System.nanoTime() - begin) / 1e9;
                double cpu = bridge.cpuSeconds();
                if (!silent.isEmpty()) {
                    throw new IOException(silent.size() + " of " + bmcs + " BMCs do not answer");
                }
                List<InetSocketAddress> some = spread(all, SESSIONS);
                warmUp(some);
                List<Round> measured = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    measured.add(new Round(LoadClient.run(plan(one)), LoadClient.run(plan(some))));
                }
                System.out.printf(
                        "| %d | %.1f | %.1f |%s", bmcs, seconds, cpu, latencies(measured, storm(all), bridge));
            }
        }
    }

    /** There is room for it with a hundred BMCs and more; the first one makes the second one's code fast. */
    private static String storm(List<InetSocketAddress> all) throws IOException {
        if (all.size() < STORM / SESSIONS) {
            return "- | -";
        }
        LogInStorm.run(all, ADMIN, STORM, Duration.ofSeconds(1));
        LogInStorm.Result storm = LogInStorm.run(all, ADMIN, STORM, Duration.ofSeconds(1));
        return String.format("%d | %.1f", STORM - storm.loggedIn(), storm.p99Millis());
    }

    private static String latencies(List<Round> rounds, String storm, ServerProcess bridge) throws IOException {
        rounds.stream()
                .flatMap(round -> Stream.of(round.one(), round.many()))
                .filter(result -> result.wrong() + result.late() > 0)
                .forEach(result -> System.err.println(result.wrong() + " wrong answers, " + result.late() + " late"));
        return String.format(
                " %d | %d | %.1f | %.2f | %.1f | %.2f | %s |%n",
                bridge.residentMegabytes(),
                bridge.threads(),
                median(rounds.stream().map(round -> round.many().medianMicros())),
                median(rounds.stream()
                        .map(round -> round.many().medianMicros() / round.one().medianMicros())),
                median(rounds.stream().map(round -> round.many().p99Micros())),
                median(rounds.stream()
                        .map(round -> round.many().p99Micros() / round.one().p99Micros())),
                storm);
    }

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private List<InetSocketAddress> configure(Scratch scratch, int bmcs, int network) throws IOException {
        int port = Scratch.freePort();
        FleetFiles.write(distribution, scratch.directory().resolve("config"), bmcs, network, port);
        return FleetFiles.endpoints(bmcs, network, port);
    }

    private ServerProcess start(Scratch scratch, List<InetSocketAddress> bmcs)
            throws IOException, InterruptedException {
        return ServerProcess.bridge(
                distribution, scratch.directory().resolve("config"), scratch.directory(), bmcs.get(0));
    }

    private static void warmUp(List<InetSocketAddress> bmcs) throws IOException {
        LoadClient.run(new LoadPlan(bmcs, ADMIN, Work.COMMAND, SESSIONS, 0, Duration.ZERO, WARM_UP));
    }

    private LoadPlan plan(List<InetSocketAddress> bmcs) {
        return new LoadPlan(bmcs, ADMIN, Work.COMMAND, SESSIONS, COMMANDS_PER_SECOND, Duration.ofSeconds(1), duration);
    }

    private static List<InetSocketAddress> spread(List<InetSocketAddress> all, int count) {
        int size = Math.min(count, all.size());
        return IntStream.range(0, size)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / size)))
                .toList();
    }
}
