package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.Test;

/**
 * What happens to a vCenter, and what a client sees of it: never a wrong power state, nothing done twice, and all well again soon after the
 * vCenter is, without a restart of the bridge.
 */
public class VsphereFaultsIT extends VsphereCase {
    @Test
    public void aVCenterThatIsDownAtTheStartIsFoundWhenItIsUp() throws Exception {
        vcenter.stop();
        bridge = RunningBridge.start(files.directory(), data);
        bridge.awaitReady();
        assertThat(power().output()).contains(UNAVAILABLE);

        vcenter.start();
        recovers();
    }

    @Test
    public void aVCenterThatRestartsIsFoundAgainAndItsMachinesAreAskedAnew() throws Exception {
        start();
        ipmi("power", "off");
        await(() -> ipmi("power", "status").equals(OFF));

        vcenter.stop();
        await(() -> power().output().contains(UNAVAILABLE));
        neverSays(OFF);
        vcenter.start(); // its machines are on, as at first
        recovers();
        assertThat(ipmi("power", "status")).isEqualTo(ON);
    }

    @Test
    public void aVCenterThatHangsForAMinuteIsNotBelievedAndIsFoundAgain() throws Exception {
        start();
        vcenter.freeze();
        await(() -> power().output().contains(UNAVAILABLE));
        long longest = 0;
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (Instant.now().isBefore(end)) {
            Finished status = power();
            assertThat(status.output()).contains(UNAVAILABLE);
            longest = Math.max(longest, status.millis());
            Thread.sleep(1000); // the minute, not an event
        }
        System.out.println("while the vCenter hung, the slowest answer came after " + longest + " ms");
        vcenter.thaw();
        recovers();
    }

    @Test
    public void anEndedSessionCostsOneLogInAndNoCommand() throws Exception {
        start();
        assertThat(vcenter.calls().get("Login")).isEqualTo(1);
        vcenter.endSessions();
        for (int i = 0; i < 5; i++) {
            assertThat(ipmi("power", "status")).isEqualTo(ON);
        }
        ipmi("power", "reset");
        await(() -> vcenter.calls().getOrDefault("ResetVM_Task", 0) == 1);
        assertThat(vcenter.calls().get("Login")).isEqualTo(2);
    }

    @Test
    public void anotherCertificateIsRefusedUntilTheFileNamesIt() throws Exception {
        start();
        vcenter.stop();
        try (VCenterSimulator other =
                VCenterSimulator.builder().port(vcenter.port()).start()) {
            await(() -> power().output().contains(UNAVAILABLE));
            await(() -> shell("vmware:status").contains("fingerprint"));
            assertThat(other.calls()).doesNotContainKey("Login");

            files.server("vcenter1", other);
            recovers();
        }
    }

    @Test
    public void aDeletedMachineIsUnavailableAndTheOthersAreNot() throws Exception {
        files.bmc("other", "DC0_H0_VM1");
        start();
        vcenter.change(VM, "power-off");
        vcenter.change(VM, "destroy");
        await(() -> power().output().contains(UNAVAILABLE));
        assertThat(files.client("other").run("power", "status").output()).isEqualTo(ON);
    }

    @Test
    public void aFrozenVCenterTakesNoMachinesFromAnotherOne() throws Exception {
        try (VCenterSimulator esxi = VCenterSimulator.builder().esxi().start()) {
            files.server("esxi1", esxi).bmc("host", "ha-host_VM0");
            start();
            vcenter.freeze();
            await(() -> power().output().contains(UNAVAILABLE));
            Finished other = files.client("host").run("power", "status");
            assertThat(other.output()).isEqualTo(ON);
            System.out.println("with another vCenter frozen an answer came after " + other.millis() + " ms");
            vcenter.thaw();
            recovers();
        }
    }

    private void recovers() throws Exception {
        Duration taken = await(() -> power().code() == 0);
        System.out.println("answers " + taken.toMillis() + " ms after the vCenter's return");
    }

    private void neverSays(String state) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(power().output()).doesNotContain(state);
        }
    }
}
