package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.testkit.FakeBmcSettings;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.FakeHypervisor;
import org.ipmibridge.testkit.FakeMachine;
import org.junit.Test;

public class MachinesTest {
    private final FakeClock clock = new FakeClock();
    private final Machines machines = new Machines(bmc -> new FakeBmcSettings(), clock.scheduler(), clock::nanoTime);
    private final Machine web = new FakeMachine("web");
    private final FakeHypervisor esx1 = new FakeHypervisor("esx1", web, new FakeMachine("db"));
    private final FakeHypervisor esx2 = new FakeHypervisor("esx2", new FakeMachine("db"));

    @Test
    public void aMachineIsFoundOnItsHypervisorOrOnAny() {
        machines.addHypervisor(esx1);
        machines.addHypervisor(esx2);
        assertThat(machines.require("esx1", "web")).isSameAs(web);
        assertThat(machines.require("", "web")).isSameAs(web);
        assertThat(machines.machines()).hasSize(3);
    }

    @Test
    public void aNameThatSeveralHypervisorsKnowIsRefusedWithThem() {
        machines.addHypervisor(esx2);
        machines.addHypervisor(esx1);
        String hypervisor = web.hypervisor();
        assertThat(failure("", "db"))
                .isEqualTo("machine db can be any of " + hypervisor + "/db, " + hypervisor + "/db: say which");
        assertThat(machines.require("esx2", "db")).isNotNull();
    }

    @Test
    public void aHypervisorThatCannotSayHidesNoMachineOfAnother() {
        machines.addHypervisor(esx1);
        machines.addHypervisor(esx2);
        esx2.setReachable(false);

        assertThat(machines.require("", "web")).isSameAs(web);
        assertThat(machines.require("esx1", "db")).isNotNull();
    }

    @Test
    public void aHypervisorThatFailsHidesNoMachineOfAnother() {
        for (Throwable failure : List.of(new IllegalStateException("broken"), new NoClassDefFoundError("gone"))) {
            Hypervisor broken = broken(failure);
            machines.addHypervisor(broken);
            machines.addHypervisor(esx1);
            machines.addHypervisor(broken);

            assertThat(machines.require("", "web")).isSameAs(web);
            assertThat(machines.requireFor("vm1", "", "web")).isSameAs(web);
            machines.removeHypervisor(broken);
            machines.removeHypervisor(broken);
            machines.removeHypervisor(esx1);
        }
    }

    @Test
    public void howAHypervisorFailedIsToldWhenNoOtherHasTheMachine() {
        machines.addHypervisor(broken(new IllegalStateException("broken")));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> machines.require("", "mail"))
                .withMessage("broken");

        machines.addHypervisor(broken(new NoClassDefFoundError("gone")));
        assertThatExceptionOfType(HypervisorUnavailableException.class)
                .isThrownBy(() -> machines.require("", "mail"))
                .withMessage("hypervisor x1 cannot say what it has: java.lang.NoClassDefFoundError: gone");
    }

    /** A hypervisor whose only machine cannot be looked for. */
    private static Hypervisor broken(Throwable failure) {
        return new Hypervisor() {
            @Override
            public String name() {
                return "x1";
            }

            @Override
            public List<Machine> machines() {
                return List.of();
            }

            @Override
            public Optional<Machine> find(String machine) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    @Test
    public void aMachineThatOneOutOfReachMayHaveIsNotSaidToBeMissing() {
        machines.addHypervisor(esx1);
        machines.addHypervisor(esx2);
        esx2.setReachable(false);

        assertThatExceptionOfType(HypervisorUnavailableException.class)
                .isThrownBy(() -> machines.require("", "mail"))
                .withMessage("esx2 was not reached yet");
        assertThat(failure("esx1", "mail")).isEqualTo("hypervisor esx1 has no machine mail");
    }

    @Test
    public void aNameThatOneHypervisorFindsAmbiguousIsRefusedInItsWords() {
        machines.addHypervisor(esx1);
        esx1.add(new FakeMachine("web"));

        assertThat(failure("", "web")).isEqualTo("esx1 has several machines web");
    }

    @Test
    public void aMachineIsAwaitedWhileItsNewHypervisorIsNotReachedYet() {
        seenAndGone("");
        esx1.setReachable(false);
        machines.addHypervisor(esx1);

        CompletableFuture<PowerStatus> status =
                machines.require("", "web").powerStatus().toCompletableFuture();
        clock.advance(Duration.ofSeconds(1));
        assertThat(status).isNotDone();

        esx1.setReachable(true);
        clock.advance(Duration.ofMillis(20));
        assertThat(status.getNow(null).isOn()).isTrue();
    }

    @Test
    public void whatIsMissingIsNamed() {
        assertThat(failure("", "web")).isEqualTo("no hypervisor has a machine web");
        assertThat(failure("esx1", "web")).isEqualTo("there is no hypervisor esx1 for machine web");
        machines.addHypervisor(esx1);
        assertThat(failure("esx1", "mail")).isEqualTo("hypervisor esx1 has no machine mail");
    }

    @Test
    public void aMachineIsAwaitedWhileItsHypervisorsBundleIsReplaced() {
        seenAndGone("");

        CompletableFuture<PowerStatus> status =
                machines.require("", "web").powerStatus().toCompletableFuture();
        clock.advance(Duration.ofSeconds(1));
        assertThat(status).isNotDone();

        machines.addHypervisor(esx1);
        clock.advance(Duration.ofMillis(20));
        assertThat(status.getNow(null).isOn()).isTrue();
    }

    @Test
    public void aMachineThatDoesNotComeBackIsNotFound() {
        seenAndGone("esx1");

        CompletableFuture<PowerStatus> status =
                machines.require("esx1", "web").powerStatus().toCompletableFuture();
        clock.advance(Duration.ofSeconds(5));

        assertThat(status)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("there is no hypervisor esx1 for machine web");
    }

    @Test
    public void aMachineThatIsGoneForSecondsIsNotAwaited() {
        seenAndGone("esx1");
        machines.require("esx1", "web");
        clock.advance(Duration.ofSeconds(6));
        assertThat(failure("esx1", "web")).isEqualTo("there is no hypervisor esx1 for machine web");
    }

    @Test
    public void aMachineThatCameBackIsAwaitedAgainWhenItGoesAgain() {
        seenAndGone("esx1");
        machines.require("esx1", "web");
        clock.advance(Duration.ofSeconds(6));
        seenAndGone("esx1");
        assertThat(machines.require("esx1", "web").powerStatus().toCompletableFuture())
                .isNotDone();
    }

    @Test
    public void aMachineIsAwaitedWhenThisBundleAndItsHypervisorsAreReplacedTogether() {
        FakeBmcSettings settings = new FakeBmcSettings();
        FakeHypervisor home = new FakeHypervisor(web.hypervisor(), web);
        machines(settings, false, home).requireFor("vm1", "", "web");

        Machines successor = machines(settings, true);
        CompletableFuture<PowerStatus> status =
                successor.requireFor("vm1", "", "web").powerStatus().toCompletableFuture();
        successor.addHypervisor(home);
        clock.advance(Duration.ofMillis(20));
        assertThat(status.getNow(null).isOn()).isTrue();
        assertThatExceptionOfType(MachineNotFoundException.class)
                .isThrownBy(() -> successor.requireFor("vm2", "", "other"));
    }

    private Machines machines(FakeBmcSettings settings, boolean successor, FakeHypervisor... hypervisors) {
        Machines made = new Machines(bmc -> settings, clock.scheduler(), clock::nanoTime, successor);
        for (FakeHypervisor hypervisor : hypervisors) {
            made.addHypervisor(hypervisor);
        }
        return made;
    }

    @Test
    public void theMachineOfABmcThatIsForgottenIsNotAwaited() {
        machines.addHypervisor(esx1);
        machines.requireFor("vm1", "", "web");
        machines.requireFor("vm2", "", "web");
        machines.removeHypervisor(esx1);
        machines.forget(Set.of("vm1"));

        assertThatExceptionOfType(MachineNotFoundException.class)
                .isThrownBy(() -> machines.requireFor("vm1", "", "web"));
        assertThat(machines.requireFor("vm2", "", "web").powerStatus().toCompletableFuture())
                .isNotDone();
    }

    @Test
    public void aMachineThatWasNeverThereIsNotAwaited() {
        machines.addHypervisor(esx1);
        machines.removeHypervisor(esx1);
        assertThat(failure("esx1", "web")).isEqualTo("there is no hypervisor esx1 for machine web");
    }

    private void seenAndGone(String hypervisor) {
        machines.addHypervisor(esx1);
        assertThat(machines.require(hypervisor, "web")).isSameAs(web);
        machines.removeHypervisor(esx1);
    }

    private String failure(String hypervisor, String machine) {
        MachineNotFoundException[] thrown = new MachineNotFoundException[1];
        assertThatExceptionOfType(MachineNotFoundException.class)
                .isThrownBy(() -> machines.require(hypervisor, machine))
                .satisfies(failure -> thrown[0] = failure);
        return thrown[0].getMessage();
    }
}
