package org.ipmibridge.audit;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.observe.CommandEnd;
import org.ipmibridge.ipmi.api.observe.CommandEnd.Stage;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeSession;

/** How many records a second are made, written and acknowledged, and what one costs; the argument is the directory of the file. */
public final class RecordBenchmark {
    private static final int ROUNDS = 8;
    private static final int RECORDS = 200_000;
    private static final int SESSIONS = 16;

    private RecordBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]).resolve("benchmark.jsonl");
        for (boolean always : List.of(false, true)) {
            TrailFile trail = new TrailFile(file, new Rotation(100 << 20, 2, false), Clock.systemUTC());
            Journal journal = new Journal(trail, always, 50_000, List.of(), Clock.systemUTC());
            int records = always ? RECORDS / 10 : RECORDS;
            for (int round = 0; round < ROUNDS; round++) {
                report(always, journal, records);
            }
            journal.close(10_000);
        }
        for (Path each : Rotation.files(file)) {
            Files.deleteIfExists(each);
        }
    }

    private static void report(boolean always, Journal journal, int records) throws InterruptedException {
        long cpu = cpuNanos();
        long begun = System.nanoTime();
        Semaphore idle = new Semaphore(SESSIONS);
        for (int i = 0; i < records; i++) {
            idle.acquire();
            journal.add(HappeningLines.of(command())).whenComplete((done, failure) -> idle.release());
        }
        idle.acquire(SESSIONS);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "sync %-8s: %.0f records/s acknowledged, %d at once, %.2f us of processor time each%n",
                always ? "always" : "interval", records / seconds, SESSIONS, (cpuNanos() - cpu) / 1e3 / records);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static CommandEnd command() {
        return new CommandEnd(
                Instant.now(),
                CommandRequests.in(
                        FakeSession.of("vm1", PrivilegeLevel.OPERATOR), new FakeBmc("vm1"), NetFn.CHASSIS, 0x02, 3),
                Optional.of(new CommandDescription(
                        NetFn.CHASSIS, -1, 0x02, "Chassis Control", PrivilegeLevel.OPERATOR, false, true)),
                CompletionCode.OK,
                1_234_567,
                Stage.ENDED,
                "");
    }
}
