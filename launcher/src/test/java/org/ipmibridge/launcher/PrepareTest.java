package org.ipmibridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code bridge prepare} in a distribution without contents, with a Java that only writes the archive. */
public final class PrepareTest {
    private static final String JAVA = """
            #!/bin/bash
            for option in "$@"; do
              [[ $option != -XX:ArchiveClassesAtExit=* ]] || echo classes > "${option#*=}"
            done
            """;

    @Rule
    public final TemporaryFolder files = new TemporaryFolder();

    private Path archives;

    @Before
    public void distribution() throws IOException {
        Path bin = directory("home/bin");
        Files.copy(Path.of("bridge"), bin.resolve("bridge"));
        Files.writeString(directory("home/lib").resolve("launcher-1.jar"), "a version of the bridge");
        archives = directory("home/cds");
        Path java = directory("java/bin").resolve("java");
        Files.writeString(java, JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(root().resolve("java/release"), "a version of Java");
    }

    @Test
    public void theArchiveOfAFormerVersionIsRemovedWhenThereIsANewOne() throws Exception {
        Path former = Files.writeString(archives.resolve("bridge-4711.jsa"), "of a former version");
        Path other = Files.writeString(archives.resolve("other.jsa"), "not of the bridge");

        prepare();

        assertThat(archives)
                .isDirectoryContaining(file -> file.getFileName().toString().matches("bridge-\\d+\\.jsa"));
        assertThat(former).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    public void nothingIsRemovedWhereThereIsNothingToPrepare() throws Exception {
        prepare();
        assertThat(archives.toFile().list()).hasSize(1);
        Path another = Files.writeString(archives.resolve("bridge-4711.jsa"), "of another Java");

        prepare();

        assertThat(another).exists();
    }

    private void prepare() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", root().resolve("home/bin/bridge").toString(), "prepare", "--data", root() + "/data")
                .redirectErrorStream(true)
                .redirectOutput(root().resolve("output").toFile());
        builder.environment().put("JAVA_HOME", root().resolve("java").toString());
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(root().resolve("output")))
                .isZero();
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectories(root().resolve(name));
    }

    private Path root() {
        return files.getRoot().toPath();
    }
}
