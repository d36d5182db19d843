package org.ipmibridge.shell.commands.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ipmibridge.shell.commands.ShellException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class CfgWriterTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path directory;
    private Path file;

    @Before
    public void name() {
        directory = folder.getRoot().toPath();
        file = directory.resolve("org.example.cfg");
    }

    @Test
    public void aNewFileHasTheModeThatIsAskedForAndNothingElseIsLeft() throws Exception {
        CfgWriter.write(file, "a".getBytes(), CfgWriter.PRIVATE);
        assertThat(mode()).isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    public void aFileThatIsReplacedKeepsItsMode() throws Exception {
        Files.writeString(file, "a");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        CfgWriter.write(file, "b".getBytes(), CfgWriter.PUBLIC);
        assertThat(file).hasContent("b");
        assertThat(mode()).isEqualTo("rw-rw----");
    }

    @Test
    public void aLinkStaysALink() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "a");
        Files.createSymbolicLink(file, target);
        CfgWriter.write(file, "b".getBytes(), CfgWriter.PUBLIC);
        assertThat(file).isSymbolicLink();
        assertThat(target).hasContent("b");
    }

    @Test
    public void whatCannotBeWrittenIsOneLine() {
        Path nowhere = Path.of("/proc/self/org.example.cfg");
        assertThatThrownBy(() -> CfgWriter.write(nowhere, "a".getBytes(), CfgWriter.PUBLIC))
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith(nowhere + " cannot be changed by the bridge (")
                .hasMessageNotContaining("\n");
    }

    @Test
    public void anInterruptHoldsNoWriteUpAndIsNotForgotten() throws Exception {
        try {
            Thread.currentThread().interrupt();
            CfgWriter.write(file, "a".getBytes(), CfgWriter.PUBLIC);
            assertThat(file).hasContent("a");
            CfgWriter.delete(file);
            assertThat(file).doesNotExist();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private String mode() throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
