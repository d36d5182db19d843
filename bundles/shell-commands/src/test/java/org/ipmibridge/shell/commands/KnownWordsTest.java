package org.ipmibridge.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.After;
import org.junit.Test;

public final class KnownWordsTest {
    private final Shell shell = new Shell();
    private final KnownWords words = new KnownWords();

    @After
    public void close() {
        shell.close();
    }

    @Test
    public void whileADirectoryIsAwayItsNamesAreNotKnown() {
        assertThat(words.of(Choice.BMC, List.of())).isEmpty();
        assertThat(words.of(Choice.MACHINE, List.of())).isEmpty();
    }

    @Test
    public void bmcsAreNamedWithTheirState() {
        words.bmcs = new FakeBmcDirectory(new FakeBmc("vm1"));

        assertThat(words.of(Choice.BMC, List.of())).containsExactly(new Candidate("vm1", "listening"));
    }

    @Test
    public void machinesOfOneNameAreNamedWithTheirHypervisor() {
        words.machines = new FakeMachineDirectory(named("web"), named("web"), named("db"));

        assertThat(words.of(Choice.MACHINE, List.of()))
                .extracting(Candidate::value)
                .containsExactly("db", "fake/web", "fake/web");
    }

    @Test
    public void everyActionAndDeviceIsOffered() {
        assertThat(words.of(Choice.POWER_ACTION, List.of()))
                .extracting(Candidate::value)
                .containsExactly("on", "off", "cycle", "reset", "soft", "diag");
        assertThat(words.of(Choice.BOOT_DEVICE, List.of()))
                .extracting(Candidate::value)
                .containsExactly("none", "pxe", "disk", "cdrom", "bios", "floppy");
    }

    @Test
    public void theImagesOfTheMachineBeforeAreOfferedWithTheirSizes() {
        words.machines = new FakeMachineDirectory(
                new FakeMachine("web").withIsos(iso("[ds] a.iso", 4_400_000_000L)), named("db"));

        assertThat(words.of(Choice.ISO, List.of("web"))).containsExactly(new Candidate("[ds] a.iso", "4.4 GB"));
        assertThat(words.of(Choice.ISO, List.of("db"))).isEmpty();
        assertThat(words.of(Choice.ISO, List.of("nobody"))).isEmpty();
        assertThat(words.of(Choice.ISO, List.of())).isEmpty();
    }

    private static IsoFile iso(String path, long bytes) {
        return new IsoFile(new IsoImage(path), bytes, Optional.empty());
    }

    private static Machine named(String name) {
        return new FakeMachine(name);
    }
}
