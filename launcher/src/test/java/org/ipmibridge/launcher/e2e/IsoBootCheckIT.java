package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** {@code bridge iso-boot-check} at BMCs of the demonstration, at one of IPMI v1.5, and at another BMC altogether. */
public class IsoBootCheckIT {
    private static final String NO_OVERRIDE = "boot device: no override";

    private static Demonstration demonstration;
    private static BootCheck check;
    /** At a machine with EFI firmware. */
    private static BootCheck efiCheck;

    @BeforeClass
    public static void demonstration() throws Exception {
        demonstration = Demonstration.prepare()
                .user(3, "low", "test", "user")
                .user(4, "oper", "test", "operator")
                .start();
        check = BootCheck.admin(demonstration.endpoint(1).getPort());
        efiCheck = BootCheck.admin(demonstration.endpoint(2).getPort());
    }

    @AfterClass
    public static void nothingWentWrong() throws Exception {
        demonstration.stop();
    }

    @Before
    public void theMachineIsOnAndBootsAsUsual() throws Exception {
        demonstration.shell("machine:power", "vm1", "on");
        demonstration.shell("machine:bootdev", "vm1", "none");
    }

    @After
    public void noSessionIsLeft() throws Exception {
        assertThat(demonstration.shell("bmc:sessions")).doesNotContain("vm1", "vm2");
    }

    @Test
    public void eachDeviceIsSetAndReadBack() throws Exception {
        prints(check.run("--device", "cdrom"), "boot device set: cdrom, valid, for the next boot only");
        prints(check.run("--get"), "boot device: cdrom, valid, for the next boot only");
        prints(check.run("--device", "pxe", "--persistent"), "boot device set: pxe, valid, for all boots");
        prints(check.run("--get"), "boot device: pxe, valid, for all boots");
        prints(check.run("--device", "disk"), "boot device set: disk, valid, for the next boot only");
        prints(check.run("--device", "none"), "boot device: the override is cleared");
        assertThat(check.run("--get").output()).startsWith(NO_OVERRIDE);
    }

    @Test
    public void anEfiBootIsAskedFor() throws Exception {
        prints(
                efiCheck.run("--device", "cdrom", "--efi"),
                "boot device set: cdrom, valid, for the next boot only, EFI");
        prints(efiCheck.run("--get"), "boot device: cdrom, valid, for the next boot only, EFI");
    }

    @Test
    public void thePowerIsReadAndChanged() throws Exception {
        prints(check.run("--power", "status"), "power is on");
        prints(check.run("--power", "reset"), "reset: accepted");
        prints(check.run("--power", "cycle"), "power cycle: accepted");
        // A machine takes its orders one after the other: the cycle, which is off for a moment too, is done after this.
        demonstration.shell("machine:power", "vm1", "on");
        prints(check.run("--power", "off"), "power off: accepted");
        becomes("off");
        prints(check.run("--power", "on"), "power on: accepted");
        becomes("on");
        prints(check.run("--power", "soft"), "soft power-off: accepted");
        becomes("off");
    }

    @Test
    public void theWholeCheckPassesFromOnAndFromOff() throws Exception {
        Finished fromOn = check.as("oper", "test").run("--yes");
        assertThat(fromOn.code()).as(fromOn.output()).isZero();
        assertThat(fromOn.output())
                .containsPattern("ok +connect and log in +IPMI v2.0, cipher suite 17, privilege operator")
                .containsPattern("ok +power state +on")
                .containsPattern("ok +read it back +cdrom, valid, for the next boot only")
                .containsPattern("ok +power cycle +accepted")
                .containsPattern("ok +boot device after the boot +used up: no override")
                .contains("Passed:")
                .doesNotContain("FAIL");

        check.run("--power", "off");
        becomes("off");
        Finished fromOff = check.run("--yes");
        assertThat(fromOff.code()).as(fromOff.output()).isZero();
        assertThat(fromOff.output()).containsPattern("ok +power on +accepted \\(the machine was off\\)");
    }

    @Test
    public void aPersistentDeviceIsStillThereAfterTheBoot() throws Exception {
        Finished finished = check.run("--yes", "--persistent");

        assertThat(finished.code()).as(finished.output()).isZero();
        assertThat(finished.output()).containsPattern("ok +boot device after the boot +cdrom, valid, for all boots");
    }

    @Test
    public void withoutATerminalNothingIsCycledUnasked() throws Exception {
        Finished finished = check.run();

        assertThat(finished.code()).isEqualTo(2);
        assertThat(finished.output()).contains("--yes is needed");
        assertThat(check.run("--get").output()).startsWith(NO_OVERRIDE);
    }

    @Test
    public void aRefusedLogInIsToldInWords() throws Exception {
        fails(check.as("admin", "other").run("--get"), "the password of user 'admin' is wrong");
        demonstration.awaitLog("log-in failed: user=admin reason=given up by the client");
        fails(check.as("nobody", "test").run("--get"), "user 'nobody': the BMC has no such user");
        fails(check.as("low", "test").run("--get"), "user 'low': the user may not have this privilege");
        fails(
                check.as("low", "test").run("--power", "off", "--privilege", "user"),
                "power off: the user's privilege is not sufficient (D4h)");
        prints(check.as("low", "test").run("--power", "status"), "power is on");
    }

    @Test
    public void silenceIsToldInWords() throws Exception {
        try (UsedPort silent = UsedPort.open()) {
            fails(
                    BootCheck.admin(silent.port()).run("--get"),
                    "no answer from 127.0.0.1:" + silent.port() + " in 10 s");
        }
        fails(BootCheck.admin(ConfigFiles.freePort()).run("--get"), "nothing listens on this UDP port");
    }

    @Test
    public void whatIsWrongOnTheCommandLineIsToldWithExitCode2() throws Exception {
        Finished wrong = check.run("--device", "floppy");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.output()).contains("--device must be one of none, pxe, disk, cdrom, not 'floppy'");

        Finished help = check.run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.output()).contains("usage: bridge iso-boot-check", "IPMI_PASSWORD", "--persistent");
    }

    @Test
    public void aBmcOfIpmi15IsCheckedToo() throws Exception {
        try (OldBmc old = OldBmc.before(demonstration.endpoint(1))) {
            BootCheck oldCheck = BootCheck.admin(old.port());

            Finished whole = oldCheck.run("--yes");
            assertThat(whole.code()).as(whole.output()).isZero();
            assertThat(whole.output()).contains("IPMI v1.5, MD5");
            fails(
                    oldCheck.as("admin", "other").run("--get"),
                    "with IPMI v1.5 this is what a wrong password looks like");
        }
    }

    @Test
    public void anotherBmcIsUnderstood() throws Exception {
        assumeTrue(IpmiSim.isInstalled());
        try (IpmiSim sim = IpmiSim.start("oper", "test")) {
            BootCheck other = new BootCheck("localhost", sim.port(), "oper", "test");

            prints(other.run("--power", "status"), "power is on");
            prints(other.run("--power", "off"), "power off: accepted");
            prints(other.run("--power", "status"), "power is off");
            prints(other.run("--power", "on"), "power on: accepted");
            prints(other.run("--device", "pxe"), "boot device set: pxe, valid, for the next boot only");
            // It forgets the valid bit, and the check says so.
            prints(other.run("--get"), "boot device: no override (pxe, not valid)");
            Finished whole = other.run("--yes");
            assertThat(whole.code()).isEqualTo(1);
            assertThat(whole.output())
                    .containsPattern("ok +connect and log in +IPMI v2.0, cipher suite 3, ")
                    .containsPattern("FAIL +read it back +the BMC has: no override \\(cdrom, not valid\\)")
                    .contains("Failed at 'read it back'.");
            fails(other.as("oper", "other").run("--get"), "the password of user 'oper' is wrong");
            fails(other.as("nobody", "test").run("--get"), "user 'nobody': the BMC has no such user");
        }
    }

    private void becomes(String state) throws Exception {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!check.run("--power", "status").output().equals("power is " + state)) {
            assertThat(System.nanoTime()).as("still not " + state).isLessThan(end);
        }
    }

    private static void prints(Finished finished, String line) {
        assertThat(finished.output()).isEqualTo(line);
        assertThat(finished.code()).isZero();
    }

    private static void fails(Finished finished, String part) {
        assertThat(finished.output()).startsWith("bridge: ").contains(part).doesNotContain("\tat ");
        assertThat(finished.code()).isEqualTo(1);
    }
}
