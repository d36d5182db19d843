package org.ipmibridge.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.shell.commands.syntax.Candidate;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.After;
import org.junit.Test;

public final class KnownWordsTest {
    private final Shell shell = new Shell();
    private final KnownWords words = new KnownWords(shell);

    @After
    public void close() {
        shell.close();
    }

    @Test
    public void whileADirectoryIsAwayItsNamesAreNotKnown() {
        assertThat(words.of(Choice.BMC)).isEmpty();
        assertThat(words.of(Choice.MACHINE)).isEmpty();
    }

    @Test
    public void bmcsAreNamedWithTheirState() {
        words.bmcs = new FakeBmcDirectory(new FakeBmc("vm1"));

        assertThat(words.of(Choice.BMC)).containsExactly(new Candidate("vm1", "listening"));
    }

    @Test
    public void machinesOfOneNameAreNamedWithTheirHypervisor() {
        words.machines = new FakeMachineDirectory(named("web"), named("web"), named("db"));

        assertThat(words.of(Choice.MACHINE)).extracting(Candidate::value).containsExactly("db", "fake/web", "fake/web");
    }

    @Test
    public void everyActionAndDeviceIsOffered() {
        assertThat(words.of(Choice.POWER_ACTION))
                .extracting(Candidate::value)
                .containsExactly("on", "off", "cycle", "reset", "soft", "diag");
        assertThat(words.of(Choice.BOOT_DEVICE))
                .extracting(Candidate::value)
                .containsExactly("none", "pxe", "disk", "cdrom", "bios", "floppy");
    }

    private static Machine named(String name) {
        return new FakeMachine(name);
    }
}
