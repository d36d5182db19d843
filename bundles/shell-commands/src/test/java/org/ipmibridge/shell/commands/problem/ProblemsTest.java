package org.ipmibridge.shell.commands.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.BmcStatus.State;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.ipmibridge.shell.commands.Shell;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.Test;

public final class ProblemsTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05Z");
    private static final Problem WRONG_PORT =
            new Problem("/etc/bmc-vm2.cfg", "port", "x", "must be a whole number", LONG_AGO);

    private final FakeClock clock = new FakeClock();
    private final FakeBmcDirectory bmcs = new FakeBmcDirectory();
    private final Problems problems = new Problems(Optional.empty(), clock);

    @Test
    public void whereNothingIsWrongItSaysSo() throws Exception {
        assertThat(run("bmc:problems")).isEqualTo("no problems");
        assertThat(run("bmc:problems --check")).isEqualTo("no problems");
        assertThat(run("bmc:problems --json")).isEqualTo("[]");
    }

    @Test
    public void eachProblemIsOneLineWithItsTimeFileKeyValueAndReason() throws Exception {
        problems.sources = List.of(() -> List.of(WRONG_PORT));
        assertThat(run("bmc:problems"))
                .isEqualTo("2026-01-02T03:04:05Z  /etc/bmc-vm2.cfg: port = x: must be a whole number");
        assertThat(run("bmc:problems --json"))
                .contains("\"since\"", "\"source\"", "\"key\"", "\"value\"", "\"reason\"", "\"port\"");
    }

    @Test
    public void whoeverOnlyChecksLearnsItByFailure() {
        problems.sources = List.of(() -> List.of(WRONG_PORT));
        assertThatThrownBy(() -> run("bmc:problems --check")).hasMessage("1 problem");
    }

    @Test
    public void whatTwoSayIsSaidOnce() {
        ProblemSource source = () -> List.of(WRONG_PORT);
        problems.sources = List.of(source, source);
        problems.bmcs = bmcs;
        bmcs.put(new BmcStatus("vm2", State.FAILED, WRONG_PORT.text(), Optional.empty()));
        assertThat(problems.all()).containsExactly(WRONG_PORT);
    }

    @Test
    public void aBmcThatCannotListenOrHasNoMachineIsAProblemSinceItWasSeenFirst() {
        problems.bmcs = bmcs;
        problems.machines = new FakeMachineDirectory();
        bmcs.put(new BmcStatus("vm2", State.FAILED, "127.0.0.1:1: in use", Optional.empty()));
        bmcs.put(new FakeBmc("vm9"), State.LISTENING, "");
        List<Problem> first = problems.all();
        assertThat(first).extracting(Problem::source).containsExactlyInAnyOrder("BMC vm2", "BMC vm9");

        clock.advance(Duration.ofHours(1));
        assertThat(problems.all()).isEqualTo(first);
    }

    @Test
    public void aSourceThatFailsHidesNoOther() {
        problems.sources = List.of(
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> List.of(WRONG_PORT));
        assertThat(problems.all()).hasSize(2).contains(WRONG_PORT);
    }

    @Test
    public void aComponentThatDoesNotWorkIsAProblemInTheWordsOfBundleInfo() {
        problems.components = FakeComponents.with(
                FakeComponents.waiting("org.ipmibridge.lamp.Switch", "org.example.Socket", "(volts=230)"),
                FakeComponents.failed("org.ipmibridge.lamp.Bulb", """
                        java.lang.reflect.InvocationTargetException
                        \tat org.ipmibridge.lamp.Bulb.<init>
                        \tSuppressed: java.io.IOException: while it was closed
                        \tCaused by: java.io.IOException: an aside
                        Caused by: java.lang.IllegalStateException: it is broken
                        \tat org.ipmibridge.lamp.Bulb.glow
                        \tSuppressed: java.io.IOException: while it was closed
                        \tCaused by: java.io.IOException: an aside
                        """));
        assertThat(problems.all())
                .extracting(Problem::text)
                .containsExactlyInAnyOrder(
                        "bundle org.ipmibridge.lamp: component org.ipmibridge.lamp.Switch waits:"
                                + " no service org.example.Socket (volts=230)",
                        "bundle org.ipmibridge.lamp: component org.ipmibridge.lamp.Bulb failed:"
                                + " java.lang.IllegalStateException: it is broken");
    }

    private String run(String line) throws Exception {
        try (Shell shell = new Shell()) {
            return shell.with("bmc", "problems", new BmcProblemsCommand(problems))
                    .run(line)
                    .strip();
        }
    }
}
