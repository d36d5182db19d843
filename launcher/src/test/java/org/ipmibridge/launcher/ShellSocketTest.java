package org.ipmibridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ShellSocketTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aShortPathIsInADirectoryThatOnlyTheUserCanEnter() throws Exception {
        Path path = folder.getRoot().toPath();
        try (DataDirectory data = DataDirectory.take(path);
                ShellSocket socket = ShellSocket.place(data)) {
            assertThat(socket.path()).isEqualTo(path.resolve("run").resolve("shell.socket"));
            assertThat(permissions(socket.path().getParent())).isEqualTo("rwx------");
            assertThat(path.resolve("run").resolve("shell.path")).hasContent(socket.path() + "\n");
        }
        assertThat(path.resolve("run")).isEmptyDirectory();
    }

    @Test
    public void aPathTooLongForASocketGoesToAPrivateDirectoryAndIsRecorded() throws Exception {
        Path path = folder.getRoot().toPath().resolve("d".repeat(100));
        Path elsewhere;
        try (DataDirectory data = DataDirectory.take(path);
                ShellSocket socket = ShellSocket.place(data)) {
            elsewhere = socket.path().getParent();
            assertThat(socket.path().toString()).hasSizeLessThan(100);
            assertThat(permissions(elsewhere)).isEqualTo("rwx------");
            assertThat(path.resolve("run").resolve("shell.path")).hasContent(socket.path() + "\n");
        }
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    public void thePrivateDirectoryIsInTheUsersOwnOneWhereThereIsOne() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path runtime = folder.newFolder().toPath();

        assertThat(ShellSocket.temporary(runtime.toString())).isEqualTo(runtime);
        assertThat(ShellSocket.temporary(runtime.resolve("gone").toString())).isEqualTo(temporary);
        assertThat(ShellSocket.temporary(folder.newFile().toString())).isEqualTo(temporary);
        assertThat(ShellSocket.temporary("")).isEqualTo(temporary);
        assertThat(ShellSocket.temporary(null)).isEqualTo(temporary);
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
