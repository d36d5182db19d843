package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.testkit.load.LoadPlan.Work;

/**
 * Measures the distribution and, where it is installed, OpenIPMI's {@code ipmi_sim} in turn, round after round, and prints a table. What
 * counts is the ratio within one run: the figures themselves belong to the machine. It ends by itself and speaks to 127.0.0.1 only.
 */
public final class Benchmark {
    private static final Login ADMIN = Login.of("admin", "password");
    private static final int MANY = 16;

    private final int rounds;
    private final Duration duration;

    private Benchmark(int rounds, int seconds) {
        this.rounds = rounds;
        this.duration = Duration.ofSeconds(seconds);
    }

    /** Arguments: the distribution's directory, rounds, seconds a measurement. */
    public static void main(String[] arguments) throws Exception {
        Path distribution = Path.of(arguments[0]);
        Benchmark benchmark = new Benchmark(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        try (Scratch scratch = new Scratch()) {
            System.out.print(Table.of(benchmark.run(distribution, scratch.directory())));
        }
    }

    private List<Series> run(Path distribution, Path scratch) throws IOException, InterruptedException {
        List<Series> all = new ArrayList<>();
        Target bridge = Target.bridge(distribution, scratch);
        if (isInstalled("ipmi_sim")) {
            all.add(new Series(Target.ipmiSim(scratch), 3));
        } else {
            say("ipmi_sim is not installed (Debian package openipmi): the bridge alone is measured");
        }
        all.add(new Series(bridge, 3));
        all.add(new Series(bridge, 17));
        for (int round = 1; round <= rounds; round++) {
            for (Series series : all) {
                say("round " + round + " of " + rounds + ": " + series.name());
                measureOrSayWhyNot(series);
            }
        }
        return all;
    }

    private void measureOrSayWhyNot(Series series) throws InterruptedException {
        try {
            measure(series);
        } catch (IOException e) {
            say(series.name() + ": " + e.getMessage());
        }
    }

    /** One round of one target, in a process of its own. */
    private void measure(Series series) throws IOException, InterruptedException {
        try (ServerProcess server = series.target().start()) {
            Duration warmUp = Duration.ofSeconds(series.target().warmUpSeconds());
            LoadClient.run(plan(server, series, Work.SESSION, MANY, warmUp));
            LoadClient.run(plan(server, series, Work.COMMAND, MANY, warmUp));
            commands(series, server);
            sessions(series, server);
            series.add(Measure.MEMORY, server.residentMegabytes());
        }
    }

    private void commands(Series series, ServerProcess server) throws IOException {
        LoadResult one = LoadClient.run(plan(server, series, Work.COMMAND, 1, duration));
        double cpu = server.cpuSeconds();
        LoadResult many = LoadClient.run(plan(server, series, Work.COMMAND, MANY, duration));
        cpu = server.cpuSeconds() - cpu;
        LoadResult half = LoadClient.run(
                plan(server, series, Work.COMMAND, MANY, duration).withRate(many.perSecond() / 2));
        series.add(Measure.ONE_SESSION, one.perSecond());
        series.add(Measure.SIXTEEN_SESSIONS, many.perSecond());
        series.add(Measure.CPU_PER_REQUEST, cpu * 1e6 / many.work());
        series.add(Measure.HALF_LOAD_MEDIAN, half.medianMicros());
        series.add(Measure.HALF_LOAD_P99, half.p99Micros());
        for (LoadResult result : List.of(one, many, half)) {
            series.addTrouble(result);
        }
    }

    private void sessions(Series series, ServerProcess server) throws IOException {
        double cpu = server.cpuSeconds();
        LoadResult sessions = LoadClient.run(plan(server, series, Work.SESSION, MANY, duration));
        cpu = server.cpuSeconds() - cpu;
        series.add(Measure.SET_UPS, sessions.perSecond());
        series.add(Measure.CPU_PER_SESSION, cpu * 1e6 / sessions.work());
        series.addTrouble(sessions);
    }

    private static LoadPlan plan(ServerProcess server, Series series, Work work, int sessions, Duration duration) {
        Login login = ADMIN.withSuite(series.suite());
        return new LoadPlan(server.endpoint(), login, work, sessions, 0, Duration.ZERO, duration);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
