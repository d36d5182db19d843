package org.ipmibridge.shell.commands.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.BmcStatus.State;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.ipmibridge.shell.commands.Shell;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.FakeHypervisor;
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

    @Test
    public void whatFailsWhileItsBundleIsReplacedHidesNothingElse() {
        for (Throwable failure : List.of(new IllegalStateException("broken"), new NoClassDefFoundError("gone"))) {
            problems.sources = List.of(failing(ProblemSource.class, failure), () -> List.of(WRONG_PORT));
            problems.bmcs = failing(BmcDirectory.class, failure);
            problems.machines = failing(MachineDirectory.class, failure);

            assertThat(problems.all())
                    .hasSize(4)
                    .contains(WRONG_PORT)
                    .extracting(Problem::text)
                    .contains("BMCs: cannot be looked at: " + failure, "hypervisors: cannot be looked at: " + failure);
        }
    }

    @Test
    public void aHypervisorThatFailsIsOneProblemAndHidesNoOther() {
        for (Throwable failure : List.of(new IllegalStateException("broken"), new NoClassDefFoundError("gone"))) {
            Hypervisor broken = (Hypervisor) Proxy.newProxyInstance(
                    ProblemsTest.class.getClassLoader(),
                    new Class<?>[] {Hypervisor.class},
                    (self, method, arguments) -> {
                        if (method.getName().equals("name")) {
                            return "a1";
                        }
                        throw failure;
                    });
            FakeMachineDirectory machines = new FakeMachineDirectory();
            machines.add(broken);
            machines.add(new FakeHypervisor("vc1")
                    .withConnection(new ConnectionStatus(
                            "vmware",
                            "vc1.example",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            0,
                            0,
                            Optional.of("refused"))));
            problems.machines = machines;

            assertThat(problems.all())
                    .extracting(Problem::text)
                    .containsExactlyInAnyOrder(
                            "hypervisor a1: cannot be looked at: " + failure, "hypervisor vc1: refused");
        }
    }

    @Test
    public void whatManyBmcsMissForOneReasonIsOneProblem() {
        for (Throwable failure : List.of(new IllegalStateException("broken"), new NoClassDefFoundError("gone"))) {
            problems.bmcs = bmcs;
            bmcs.put(new FakeBmc("vm1").withMachine("x1", "vm1"), State.LISTENING, "");
            bmcs.put(new FakeBmc("vm2").withMachine("x1", "vm2"), State.LISTENING, "");
            bmcs.put(new FakeBmc("vm3"), State.LISTENING, "");
            problems.machines = (MachineDirectory) Proxy.newProxyInstance(
                    ProblemsTest.class.getClassLoader(),
                    new Class<?>[] {MachineDirectory.class},
                    (self, method, arguments) -> {
                        if (method.getName().equals("hypervisors")) {
                            return List.of();
                        }
                        throw failure;
                    });

            assertThat(problems.all())
                    .extracting(Problem::text)
                    .containsExactlyInAnyOrder(
                            "hypervisor x1: cannot be asked for machines: " + failure,
                            "hypervisors: cannot be asked for machines: " + failure);
        }
    }

    /** Fails whatever it is asked. */
    private static <T> T failing(Class<T> type, Throwable failure) {
        return type.cast(Proxy.newProxyInstance(
                ProblemsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    throw failure;
                }));
    }

    private String run(String line) throws Exception {
        try (Shell shell = new Shell()) {
            return shell.with("bmc", "problems", new BmcProblemsCommand(problems))
                    .run(line)
                    .strip();
        }
    }
}
