package org.ipmibridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RotationTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void whatCannotBeMovedCostsNoOtherFileHoweverOftenItIsTried() throws Exception {
        Rotation rotation = new Rotation(10, 7, false);
        for (int i = 0; i <= 6; i++) {
            Files.writeString(old(i), "file " + i);
        }
        Rotation.Move move = (from, to) -> {
            if (from.equals(old(3))) {
                throw new IOException("Operation not permitted");
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        };
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThatThrownBy(() -> rotation.rotate(old(0), move)).hasMessage("Operation not permitted");
        }
        assertThat(Rotation.files(old(0)))
                .extracting(RotationTest::text)
                .containsExactly("file 0", "file 1", "file 2", "file 3", "file 4", "file 5");
    }

    @Test
    public void whatWasThereBeforeANumberIsMissingIsFoundAndStays() throws Exception {
        for (int i : new int[] {0, 1, 3}) {
            Files.writeString(old(i), "file " + i);
        }
        assertThat(Rotation.files(old(0))).containsExactly(old(0), old(1), old(3));
        new Rotation(10, 4, false).rotate(old(0));
        assertThat(Rotation.files(old(0))).extracting(RotationTest::text).containsExactly("file 0", "file 1", "file 3");
    }

    @Test
    public void filesThatAreTooManySinceTheirNumberWasLoweredAreGivenUp() throws Exception {
        for (int i = 0; i <= 6; i++) {
            Files.writeString(old(i), "file " + i);
        }
        Path archive = Files.writeString(old(0).resolveSibling("audit.jsonl.20260102"), "somebody else's");
        new Rotation(10, 3, false).rotate(old(0));
        assertThat(Rotation.files(old(0))).extracting(RotationTest::text).containsExactly("file 0", "file 1");
        assertThat(archive).exists();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path old(int number) {
        Path file = folder.getRoot().toPath().resolve("audit.jsonl");
        return number == 0 ? file : file.resolveSibling("audit.jsonl." + number);
    }
}
