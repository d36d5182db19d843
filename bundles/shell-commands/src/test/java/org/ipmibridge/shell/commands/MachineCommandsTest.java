package org.ipmibridge.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeHypervisor;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.After;
import org.junit.Test;

public final class MachineCommandsTest {
    private final FakeMachine web = new FakeMachine("web").withState(PowerState.OFF);
    private final FakeMachine db = new FakeMachine("db");
    private final FakeMachineDirectory machines = new FakeMachineDirectory(web, db);
    private final FakeBmcDirectory bmcs = new FakeBmcDirectory(new FakeBmc("vm1").withMachine("", "web"));
    private final MachineShow show = new MachineShow(machines, bmcs);
    private final Shell shell = new Shell()
            .with("machine", "list", new MachineList(machines, bmcs))
            .with("machine", "show", show)
            .with("machine", "info", show)
            .with("machine", "power", new MachinePower(machines))
            .with("machine", "bootdev", new MachineBootdev(machines));

    @After
    public void close() {
        shell.close();
    }

    @Test
    public void theListShowsPowerAndControllingBmcs() throws Exception {
        assertThat(shell.run("machine:list")).isEqualTo("""
                        NAME  HYPERVISOR  POWER  BMCS  REASON
                        db    fake        on     -     -
                        web   fake        off    vm1   -""");
    }

    @Test
    public void aMachineWhosePowerIsNotKnownHasAReasonInsteadOfAState() throws Exception {
        db.failWith(new HypervisorUnavailableException("fake does not answer"));

        assertThat(shell.run("machine:list")).containsPattern("db +fake +- +- +fake does not answer");
    }

    @Test
    public void aServerThatWasNeverReachedIsListedWithTheReason() throws Exception {
        machines.add(new FakeHypervisor("vc1")
                .withConnection(new ConnectionStatus(
                        "vmware",
                        "https://vc1.example/sdk",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        3,
                        0,
                        Optional.of("it refuses the log-in"))));

        assertThat(shell.run("machine:list")).containsPattern("- +vc1 +- +- +it refuses the log-in");
        assertThat(shell.run("machine:list --json")).doesNotContain("vc1");
    }

    @Test
    public void withoutAnActionThePowerStateIsPrinted() throws Exception {
        assertThat(shell.run("machine:power web")).isEqualTo("web: off");
        assertThat(web.performed()).isEmpty();
    }

    @Test
    public void anActionTellsWhatHappened() throws Exception {
        assertThat(shell.run("machine:power web on")).matches("web: on, was off; power on took \\d+\\.\\d s");
        assertThat(web.performed()).containsExactly(PowerAction.ON);
    }

    @Test
    public void everyActionReachesTheMachine() throws Exception {
        for (String action : new String[] {"cycle", "reset", "diag", "soft"}) {
            shell.run("machine:power db " + action);
        }

        assertThat(db.performed())
                .containsExactly(PowerAction.CYCLE, PowerAction.RESET, PowerAction.NMI, PowerAction.SOFT_OFF);
    }

    @Test
    public void anActionThatTheMachineRefusesFails() {
        assertThatThrownBy(() -> shell.run("machine:power web reset")).isInstanceOf(InvalidPowerStateException.class);
    }

    @Test
    public void anActionThatTakesTooLongFailsAndSaysSo() {
        db.hold();

        assertThatThrownBy(() -> shell.run("machine:power --timeout 1 db off"))
                .isInstanceOf(ShellException.class)
                .hasMessage("db: off still under way after 1 s");
    }

    @Test
    public void anUnknownActionChangesNothing() {
        assertThatThrownBy(() -> shell.run("machine:power web explode"))
                .isInstanceOf(UsageException.class)
                .hasMessage("no such action: explode; it is one of on, off, cycle, reset, soft, diag");
        assertThatThrownBy(() -> shell.run("machine:power web on off")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> shell.run("machine:power --timeout 0 web on")).isInstanceOf(UsageException.class);
        assertThat(web.performed()).isEmpty();
    }

    @Test
    public void anUnknownMachineFails() {
        assertThatThrownBy(() -> shell.run("machine:power nobody")).isInstanceOf(MachineNotFoundException.class);
    }

    @Test
    public void aNameOnTwoHypervisorsIsToldApartByTheHypervisor() throws Exception {
        assertThat(shell.run("machine:power fake/web")).isEqualTo("web: off");
        assertThatThrownBy(() -> shell.run("machine:power other/web")).isInstanceOf(MachineNotFoundException.class);
    }

    @Test
    public void bootdevPrintsSetsAndClears() throws Exception {
        assertThat(shell.run("machine:bootdev web")).isEqualTo("web: boot override: none; ISO in the drive: none");
        assertThat(shell.run("machine:bootdev web cdrom --persistent --efi"))
                .isEqualTo("web: boot override: cdrom, every boot, EFI; ISO in the drive: [fake] install.iso");
        assertThat(shell.run("machine:bootdev web pxe"))
                .isEqualTo("web: boot override: pxe, next boot only; ISO in the drive: [fake] install.iso");
        assertThat(shell.run("machine:bootdev web none"))
                .isEqualTo("web: boot override: none; ISO in the drive: [fake] install.iso");
    }

    @Test
    public void everyDeviceReachesTheMachine() throws Exception {
        for (String device : new String[] {"pxe", "disk", "cdrom", "bios", "floppy"}) {
            assertThat(shell.run("machine:bootdev web " + device)).contains("boot override: " + device);
        }

        assertThat(web.bootOverride().toCompletableFuture().join())
                .contains(new BootOverride(BootDevice.FLOPPY, false, false));
    }

    @Test
    public void bootOptionsWithoutADeviceAreRefused() {
        assertThatThrownBy(() -> shell.run("machine:bootdev web --efi")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> shell.run("machine:bootdev web none --persistent"))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> shell.run("machine:bootdev web tape"))
                .hasMessage("no such device: tape; it is one of none, pxe, disk, cdrom, bios, floppy");
    }

    @Test
    public void showTellsBootOverrideIsoAndTheLastBoots() throws Exception {
        shell.run("machine:bootdev web cdrom");
        shell.run("machine:power web on");

        assertThat(shell.run("machine:show web"))
                .containsPattern("power: +on")
                .containsPattern("bmcs: +vm1")
                .containsPattern("uuid: +420d1a2b-3c4d-4e6f-8081-828384858687")
                .containsPattern("mac addresses: +00:50:56:01:02:03")
                .containsPattern("boot override: +none")
                .containsPattern("mounted iso: +\\[fake\\] install.iso")
                .containsPattern("1970-01-01T00:00:00Z +on +cdrom +\\[fake\\] install.iso");
    }

    @Test
    public void infoTellsAllThatTheHypervisorKnows() throws Exception {
        web.withDetails(new MachineDetails(
                Optional.of(UUID.fromString("503c1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7")),
                Optional.of("DC0/vm/web"),
                List.of("cdrom", "disk"),
                Optional.of("running"),
                Optional.of("web.example"),
                List.of("192.0.2.7", "2001:db8::7"),
                Optional.of("esx1.example"),
                List.of("datastore1")));

        assertThat(shell.run("machine:info web"))
                .containsPattern("instance uuid: +503c1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7")
                .containsPattern("firmware: +BIOS")
                .containsPattern("inventory path: +DC0/vm/web")
                .containsPattern("boot order: +cdrom, disk")
                .containsPattern("guest tools: +running")
                .containsPattern("guest host name: +web.example")
                .containsPattern("guest addresses: +192.0.2.7, 2001:db8::7")
                .containsPattern("host: +esx1.example")
                .containsPattern("datastores: +datastore1");
        assertThat(shell.run("machine:info web --json")).contains("\"bootOrder\":[\"cdrom\",\"disk\"]");
    }

    @Test
    public void theTimeThatAMachineWasOnIsANumberOfMillisecondsInJson() throws Exception {
        web.withPoweredOn(Duration.ofHours(3));

        assertThat(shell.run("machine:info web")).containsPattern("powered on: +3 h 0 min");
        assertThat(shell.run("machine:info web --json")).contains("\"poweredOn\":10800000");
    }

    @Test
    public void whatAHypervisorDoesNotKnowIsLeftOpen() throws Exception {
        assertThat(shell.run("machine:info web"))
                .containsPattern("instance uuid: +-")
                .containsPattern("datastores: +-")
                .isEqualTo(shell.run("machine:show web"));
        assertThat(shell.run("machine:info web --json")).contains("\"host\":null", "\"datastores\":[]");
    }

    @Test
    public void showOfAMachineThatCannotBeAskedFails() {
        db.failWith(new HypervisorUnavailableException("fake does not answer"));

        assertThatThrownBy(() -> shell.run("machine:show db")).hasMessage("fake does not answer");
    }
}
