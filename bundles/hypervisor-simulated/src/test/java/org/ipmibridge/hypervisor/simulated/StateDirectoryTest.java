package org.ipmibridge.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StateDirectoryTest {
    private static final Instant TIME = Instant.parse("2026-01-01T10:00:00.123Z");
    private static final IsoImage ISO = new IsoImage("[dätä store] a = b # c.iso");
    private static final MachineState FULL = new MachineState(
            PowerState.ON,
            Optional.of(TIME),
            Duration.ofMillis(123_456),
            Optional.of(new BootOverride(BootDevice.CDROM, true, false)),
            Optional.of(ISO),
            true,
            List.of(
                    new BootRecord(TIME, Optional.empty(), BootDevice.DISK, Optional.empty()),
                    new BootRecord(
                            TIME.plusSeconds(1), Optional.of(PowerAction.CYCLE), BootDevice.CDROM, Optional.of(ISO))));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path directory;

    @Before
    public void choose() {
        directory = folder.getRoot().toPath().resolve("not/yet there");
    }

    @Test
    public void everythingIsReadBack() {
        new StateDirectory(directory).save("vm1", FULL);
        new StateDirectory(directory).save("vm2", MachineState.NEW);
        assertThat(new StateDirectory(directory).load("vm1")).contains(FULL);
        assertThat(new StateDirectory(directory).load("vm2")).contains(MachineState.NEW);
    }

    @Test
    public void aMachineThatWasNeverThereHasNoState() {
        assertThat(new StateDirectory(directory).load("vm1")).isEmpty();
    }

    @Test
    public void theLastStateCountsAndNothingIsLeftBeside() throws IOException {
        StateDirectory states = new StateDirectory(directory);
        states.save("vm1", MachineState.NEW);
        states.save("vm1", FULL);
        assertThat(states.load("vm1")).contains(FULL);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("vm1.state"));
        }
    }

    @Test
    public void aFileThatIsBrokenIsTakenForNone() throws IOException {
        StateDirectory states = new StateDirectory(directory);
        for (String text : List.of("", "power=PERHAPS", "power=ON\npowered.before=PT0S", "power=ON\\u00zz")) {
            Files.writeString(directory.resolve("vm1.state"), text);
            assertThat(states.load("vm1")).as(text).isEmpty();
        }
    }

    @Test
    public void aDirectoryThatCannotBeMadeIsSaidAtOnce() throws IOException {
        Files.writeString(directory.getParent().getParent().resolve("not"), "a file");
        assertThatThrownBy(() -> new StateDirectory(directory)).isInstanceOf(UncheckedIOException.class);
    }
}
