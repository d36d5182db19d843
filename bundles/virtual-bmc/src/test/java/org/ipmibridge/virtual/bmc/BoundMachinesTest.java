package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.FakeHypervisor;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a BMC keeps to, over renaming, removal and restarts. */
public class BoundMachinesTest {
    private static final String UUID = "503c1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7";
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Rule
    public final TemporaryFolder data = new TemporaryFolder();

    private final LogRecorder log = new LogRecorder("org.ipmibridge.virtual.bmc");
    private final FakeClock clock = new FakeClock();
    private final FakeMachine web = new FakeMachine("web", UUID).withHypervisor("vc1");
    private final FakeHypervisor vc1 = new FakeHypervisor("vc1", web);
    private final FakeHypervisor vc2 = new FakeHypervisor("vc2");
    private SettingsStore settings;
    private Machines machines;

    @Before
    public void open() {
        start(vc1);
    }

    @After
    public void close() {
        settings.close();
        log.close();
    }

    @Test
    public void aRenamedMachineKeepsItsBmcAndOneLineSaysSo() {
        assertThat(bmcsMachine()).isSameAs(web);
        web.withName("web-old");

        assertThat(bmcsMachine()).isSameAs(web);
        assertThat(bmcsMachine()).isSameAs(web);

        assertThat(log.lines(Level.WARN))
                .containsExactly(
                        "bmc=vm1: machine = web does not name its machine any more: that is web-old of hypervisor"
                                + " vc1 now (" + UUID + "), and the BMC stays with it");
    }

    @Test
    public void aRenamedMachineKeepsItsBmcOverARestartOfTheBridge() {
        bmcsMachine();
        web.withName("web-old");
        restart(vc1);

        assertThat(bmcsMachine()).isSameAs(web);
        assertThat(log.lines(Level.WARN)).hasSize(1);
    }

    @Test
    public void anotherMachineOfTheOldNameIsNotTakenForTheRenamedOne() {
        bmcsMachine();
        web.withName("web-old");
        vc1.add(new FakeMachine("web", "another"));

        assertThat(bmcsMachine()).isSameAs(web);
        assertThat(machines.require("", "web").id()).isEqualTo("another");
    }

    @Test
    public void aMachineThatIsConfiguredByItsIdentifierMayBeCalledAnything() {
        assertThat(machines.requireFor("vm1", "", UUID)).isSameAs(web);
        web.withName("web-old");

        assertThat(machines.requireFor("vm1", "", UUID)).isSameAs(web);
        assertThat(log.lines(Level.WARN)).isEmpty();
    }

    @Test
    public void anotherConfigurationDropsWhatWasRemembered() {
        bmcsMachine();
        web.withName("web-old");
        FakeMachine another = new FakeMachine("web", "another").withHypervisor("vc1");
        vc1.add(another);

        assertThat(machines.requireFor("vm1", "", "web-old")).isSameAs(web);
        assertThat(bmcsMachine()).isSameAs(another);
        restart(vc1);
        assertThat(bmcsMachine()).isSameAs(another);
        assertThat(machines.requireFor("vm1", "vc1", "web")).isSameAs(another);
    }

    @Test
    public void aRemovedMachineIsMissedAndTakenAgainWhenItComesBack() {
        bmcsMachine();
        vc1.remove(web);
        awaitTheEndOfPatience();
        assertThat(failure()).isEqualTo("no hypervisor has a machine web");

        vc1.add(web.withName("web-2"));
        assertThat(bmcsMachine()).isSameAs(web);
    }

    @Test
    public void anotherMachineIsTakenWhenTheOneThatItHadIsGoneForSeconds() {
        bmcsMachine();
        vc1.remove(web);
        FakeMachine another = new FakeMachine("web", "another").withHypervisor("vc1");
        vc1.add(another);
        assertThat(bmcsMachine()).isNotSameAs(another);
        assertThat(log.lines(Level.INFO)).isEmpty();

        clock.advance(GRACE);
        assertThat(bmcsMachine()).isSameAs(another);
        assertThat(bmcsMachine()).isSameAs(another);

        assertThat(log.lines(Level.INFO))
                .containsExactly(
                        "bmc=vm1: its machine (" + UUID + " of hypervisor vc1) is gone; machine = web is another one"
                                + " now: web (another of hypervisor vc1)");
    }

    @Test
    public void aHypervisorThatCannotSayGivesTheMachineToNobodyElse() {
        bmcsMachine();
        vc2.add(new FakeMachine("web", "another"));
        restart(vc1, vc2);
        vc1.setReachable(false);
        clock.advance(GRACE);

        assertThatExceptionOfType(HypervisorUnavailableException.class).isThrownBy(this::bmcsMachine);

        vc1.setReachable(true);
        assertThat(bmcsMachine()).isSameAs(web);
    }

    @Test
    public void aHypervisorThatIsNotThereGivesTheMachineToNobodyElse() {
        bmcsMachine();
        vc2.add(new FakeMachine("web", "another"));
        restart(vc2);
        clock.advance(GRACE);

        assertThat(failure()).isEqualTo("there is no hypervisor vc1, which has machine web of BMC vm1");
    }

    @Test
    public void theMachineItselfIsFoundOnAHypervisorOfAnotherName() {
        bmcsMachine();
        vc2.add(web.withHypervisor("vc2"));
        restart(vc2);

        assertThat(bmcsMachine()).isSameAs(web);
        restart(vc1, vc2);
        assertThat(bmcsMachine()).isSameAs(web);
    }

    @Test
    public void aMachineIsNotKeptWhileAnotherHypervisorMayHaveOneOfThatName() {
        machines.addHypervisor(vc2);
        vc2.setReachable(false);
        assertThat(bmcsMachine()).isSameAs(web);

        vc2.add(new FakeMachine("web", "another").withHypervisor("vc2"));
        vc2.setReachable(true);
        awaitTheEndOfPatience();
        assertThat(failure()).isEqualTo("machine web can be any of vc1/web, vc2/web: say which");
    }

    @Test
    public void aMemoryThatMeansNothingIsNone() {
        settings.of("vm1").put("virtual-bmc.machine", new byte[] {1, 2, 3});
        restart(vc1);

        assertThat(bmcsMachine()).isSameAs(web);
    }

    private Machine bmcsMachine() {
        return machines.requireFor("vm1", "", "web");
    }

    private String failure() {
        String[] message = new String[1];
        assertThatExceptionOfType(MachineNotFoundException.class)
                .isThrownBy(this::bmcsMachine)
                .satisfies(failure -> message[0] = failure.getMessage());
        return message[0];
    }

    /** A machine that is missed for the first time is awaited. */
    private void awaitTheEndOfPatience() {
        bmcsMachine();
        clock.advance(GRACE);
    }

    private void restart(FakeHypervisor... hypervisors) {
        settings.close();
        start(hypervisors);
    }

    private void start(FakeHypervisor... hypervisors) {
        settings = new SettingsStore(Optional.of(data.getRoot().toPath()), new HandOver(new HashMap<>()));
        machines = new Machines(settings::of, clock.scheduler(), clock::nanoTime);
        for (FakeHypervisor hypervisor : hypervisors) {
            machines.addHypervisor(hypervisor);
        }
    }
}
