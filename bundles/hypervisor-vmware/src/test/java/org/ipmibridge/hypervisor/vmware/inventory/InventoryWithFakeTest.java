package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.fake.Behaviour;
import org.ipmibridge.hypervisor.vmware.fake.FakeVm;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.ipmibridge.hypervisor.vmware.session.ServerSettings;
import org.ipmibridge.hypervisor.vmware.soap.Trust;
import org.junit.After;
import org.junit.Test;

/** What the simulator does not do. */
public final class InventoryWithFakeTest {
    private final FakeVsphere server = FakeVsphere.create();
    private final FakeVm web = server.addVm("web").power("poweredOn");
    private final FakeVm db = server.addVm("db").power("poweredOff");
    private final Follower follower = new Follower(new ServerSettings(
            "lab",
            server.url(),
            FakeVsphere.USER,
            FakeVsphere.PASSWORD,
            Trust.fingerprint(server.fingerprint()),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            4));

    @After
    public void stop() {
        follower.close();
        server.close();
    }

    @Test
    public void aPowerStateOfANewerServerIsUnknownAndNotOff() throws Exception {
        follow();
        web.object().set("runtime.powerState", "VirtualMachinePowerState", "hibernating");

        Follower.await("unknown", () -> follower.require("web").power().isEmpty());
        assertThat(follower.refresh(web.id()).power()).isEmpty();
        assertThat(follower.current(db.id()).power()).contains(PowerState.OFF);
    }

    @Test
    public void aMachineOfAHostThatIsNotConnectedHasNoPowerState() throws Exception {
        follow();
        web.object().set("runtime.connectionState", "VirtualMachineConnectionState", "disconnected");
        Follower.await("unknown", () -> follower.require("web").power().isEmpty());
    }

    @Test
    public void anAnswerInPartsIsReadToItsEnd() throws Exception {
        server.next("WaitForUpdatesEx", Behaviour.returning("<returnval><version>1</version></returnval>"));
        server.next(
                "WaitForUpdatesEx",
                Behaviour.returning(
                        "<version>0</version><filterSet><filter type=\"PropertyFilter\">f</filter><objectSet>"
                                + "<kind>enter</kind><obj type=\"VirtualMachine\">" + web.id()
                                + "</obj></objectSet></filterSet>"
                                + "<truncated>true</truncated></returnval>"));
        follow();
        assertThat(follower.inventory.all()).extracting(VmState::name).containsExactlyInAnyOrder("web", "db");
    }

    @Test
    public void aNewMachineThatIsToldAsAChangedOneIsRead() throws Exception {
        follow();
        FakeVm mail = server.addVm("mail").power("poweredOn");
        Follower.await("it is there", () -> follower.find("mail").isPresent());
        assertThat(follower.current(mail.id()).power()).contains(PowerState.ON);
    }

    @Test
    public void withoutASubscriptionEachReadAsksAlsoWhenTheSessionWasLost() throws Exception {
        follow();
        server.always("WaitForUpdatesEx", Behaviour.fault("InvalidCollectorVersion", "", "no such version"));
        Follower.await("not followed", () -> follower.inventory.age().isEmpty());
        web.power("poweredOff");
        assertThat(follower.current(web.id()).power()).contains(PowerState.OFF);
        web.power("poweredOn");
        server.endSessions();
        assertThat(follower.current(web.id()).power()).contains(PowerState.ON);

        server.remove(web);
        assertThatThrownBy(() -> follower.current(web.id())).hasCauseInstanceOf(MachineNotFoundException.class);
        server.always("WaitForUpdatesEx", Behaviour.normal());
        follower.awaitLive();
        assertThat(follower.inventory.all()).extracting(VmState::name).containsExactly("db");
    }

    @Test
    public void whoReadsDoesNotWaitAsLongAsTheServerMayTake() throws Exception {
        follow();
        server.always("WaitForUpdatesEx", Behaviour.fault("InvalidCollectorVersion", "", "no such version"));
        Follower.await("not followed", () -> follower.inventory.age().isEmpty());
        server.always("RetrievePropertiesEx", Behaviour.late(Duration.ofSeconds(15)));
        assertThatThrownBy(() -> follower.current(web.id()))
                .hasCauseInstanceOf(HypervisorUnavailableException.class)
                .hasMessageContaining("machine web: read state: no answer of the server for 3 s");
    }

    @Test
    public void anAnswerThatIsCutChangesNothingForGood() throws Exception {
        follow();
        server.next("WaitForUpdatesEx", Behaviour.truncated());
        web.power("poweredOff");
        follower.awaitPower("web", PowerState.OFF);
        follower.awaitLive();
        assertThat(follower.inventory.all()).hasSize(2);
    }

    @Test
    public void aSubscriptionThatIsCutWhileItBeginsIsTakenAwayWithTheNext() throws Exception {
        server.next("CreateContainerView", Behaviour.cut());
        server.next("CreateFilter", Behaviour.cut());
        follow();

        int left = server.calls("CreatePropertyCollector") - 1;
        assertThat(left).isPositive();
        assertThat(server.calls("DestroyPropertyCollector")).isEqualTo(left);
    }

    @Test
    public void aSubscriptionThatIsCutWhileItIsTakenAwayIsTakenAwayLater() throws Exception {
        follow();
        server.next("DestroyPropertyCollector", Behaviour.cut());
        server.next("WaitForUpdatesEx", Behaviour.fault("InvalidCollectorVersion", "", "no such version"));
        web.power("poweredOff");
        follower.awaitPower("web", PowerState.OFF);
        Follower.await("another subscription", () -> server.calls("CreatePropertyCollector") == 2);

        assertThat(server.calls("DestroyPropertyCollector")).isEqualTo(2);
        assertThat(server.calls("DestroyView")).isEqualTo(2);
    }

    private void follow() throws InterruptedException {
        follower.inventory.start();
        follower.awaitLive();
    }
}
