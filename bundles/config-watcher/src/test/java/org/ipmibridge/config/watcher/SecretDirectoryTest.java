package org.ipmibridge.config.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.ipmibridge.runtime.api.problem.Problem;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SecretDirectoryTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path;
    private SecretDirectory secrets;

    @Before
    public void make() {
        path = folder.getRoot().toPath().resolve("secrets");
        secrets = new SecretDirectory(path);
    }

    @Test
    public void whatIsAddedReplacedOrRemovedIsAChangeOnce() throws Exception {
        assertThat(secrets.changes()).isEmpty();

        Files.createDirectory(path);
        Files.writeString(path.resolve("a"), "1");
        assertThat(secrets.changes()).containsExactly("a");
        assertThat(secrets.changes()).isEmpty();

        Files.writeString(path.resolve("part"), "2");
        Files.move(path.resolve("part"), path.resolve("a"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(secrets.changes()).containsExactly("a");

        Files.delete(path.resolve("a"));
        assertThat(secrets.changes()).containsExactly("a");
    }

    @Test
    public void aLinkThatIsSwappedIsAChangeOfWhatItLeadsTo() throws Exception {
        Files.createDirectory(path);
        Files.writeString(Files.createDirectory(path.resolve("..first")).resolve("a"), "1");
        Files.writeString(Files.createDirectory(path.resolve("..second")).resolve("a"), "2");
        Files.createSymbolicLink(path.resolve("..data"), Path.of("..first"));
        Files.createSymbolicLink(path.resolve("a"), Path.of("..data", "a"));
        assertThat(secrets.changes()).containsExactly("a");

        Files.createSymbolicLink(path.resolve("..new"), Path.of("..second"));
        Files.move(path.resolve("..new"), path.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(secrets.changes()).containsExactly("a");
    }

    @Test
    public void aSecretThatEverybodyCanReadIsAProblem() throws Exception {
        Files.createDirectory(path);
        mode(path, "rwxr-xr-x");
        mode(Files.writeString(path.resolve("open"), "1"), "rw-r--r--");
        mode(Files.writeString(path.resolve("closed"), "1"), "rw-r-----");
        assertThat(secrets.problems())
                .extracting(Problem::source)
                .containsExactly(path.resolve("open").toString());

        mode(path, "rwx------");
        assertThat(secrets.problems()).isEmpty();
    }

    private static void mode(Path file, String mode) throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
