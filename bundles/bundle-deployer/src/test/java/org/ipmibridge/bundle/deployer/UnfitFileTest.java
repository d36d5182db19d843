package org.ipmibridge.bundle.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.bundle.deployer.Lamps.lamp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.junit.After;
import org.junit.Assume;
import org.junit.Test;

/** What becomes of files that are no whole bundles, or cannot be read. */
public class UnfitFileTest {
    private final Deployed deployed;

    public UnfitFileTest() throws Exception {
        deployed = new Deployed();
    }

    @After
    public void stop() throws Exception {
        deployed.close();
    }

    @Test
    public void aFileThatIsStillWrittenIsLeftAlone() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0"));
        deployed.look();
        deployed.advance(Deployer.SETTLED.minusMillis(1));
        deployed.look();
        assertThat(deployed.bundles()).isEmpty();
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.PENDING);

        deployed.advance(Duration.ofMillis(1));
        deployed.look();
        assertThat(deployed.bundles()).hasSize(1);
    }

    @Test
    public void aHalfCopiedJarChangesNothingUntilItIsWhole() throws Exception {
        byte[] newer = lamp("1.1.0").bytes();
        deployed.put("lamp.jar", lamp("1.0.0")).settle();

        for (int length : new int[] {0, 1, 30, newer.length / 2, newer.length - 1}) {
            deployed.put("lamp.jar", Arrays.copyOf(newer, length)).settle();
            assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");
            assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.PENDING);
        }
        deployed.put("lamp.jar", newer).settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.1.0 runs");
        assertThat(deployed.copies()).isEqualTo(1);
    }

    @Test
    public void aJarThatStaysHalfIsToldAfterSomeSeconds() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        deployed.put("lamp.jar", Arrays.copyOf(lamp("1.1.0").bytes(), 100)).settle();
        deployed.advance(Duration.ofSeconds(4));
        deployed.look();

        Deployment told = deployed.deployment("lamp.jar");
        assertThat(told.state()).isEqualTo(State.REFUSED);
        assertThat(told.reason()).startsWith("is no whole jar: ").endsWith("; org.example.lamp 1.0.0 is in force");
    }

    @Test
    public void aJarDamagedInTheMiddleChangesNothing() throws Exception {
        byte[] jar = lamp("1.1.0").activator("").bytes();
        for (int i = jar.length / 3; i < jar.length / 3 + 20; i++) {
            jar[i] ^= 0x55;
        }
        deployed.put("lamp.jar", jar).settle();
        deployed.advance(Duration.ofSeconds(4));
        deployed.look();

        assertThat(deployed.bundles()).isEmpty();
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.REFUSED);
    }

    @Test
    public void whatIsNoBundleIsToldInClearWords() throws Exception {
        deployed.put("text.jar", "no jar".getBytes());
        deployed.put("plain.jar", lamp("1.0.0").header("Bundle-SymbolicName", null));
        deployed.put("fragment.jar", lamp("1.0.0").header("Fragment-Host", "org.example.host"));
        deployed.put("framework.jar", BundleBuilder.named("org.apache.felix.framework"));
        deployed.put("version.jar", lamp("one"));
        deployed.put("readme.txt", new byte[0]);
        deployed.put("copying.jar.part", new byte[0]);
        Files.createDirectory(deployed.deploy.resolve("more"));
        Files.createSymbolicLink(deployed.deploy.resolve("link.jar"), Path.of("/nowhere"));
        deployed.settle();
        deployed.advance(Duration.ofSeconds(4));
        deployed.look();

        assertThat(deployed.bundles()).isEmpty();
        assertThat(deployed.deployer().deployments())
                .extracting(each -> each.file() + " " + each.reason())
                .containsExactly(
                        "fragment.jar is a fragment of org.example.host; fragments are not deployed",
                        "framework.jar is the OSGi framework itself (org.apache.felix.framework), which is not replaced"
                                + " while it runs",
                        "link.jar is a symbolic link; put the jar itself here",
                        "more is a directory; jars are looked for in deploy/ itself only",
                        "plain.jar is a jar, but no bundle: its manifest has no Bundle-SymbolicName",
                        "readme.txt is no jar: its name does not end with .jar",
                        "text.jar is no whole jar: zip END header not found",
                        "version.jar has a Bundle-Version that is none: one");
    }

    @Test
    public void whatIsNoBundleIsNotPlaced() throws Exception {
        Path jar = Files.writeString(deployed.scratch.resolve("x.jar"), "text");
        assertThatThrownBy(() -> deployed.deployer().place(jar))
                .isInstanceOf(IOException.class)
                .hasMessage("is no whole jar: zip END header not found");
        assertThat(deployed.deploy).isEmptyDirectory();
    }

    @Test
    public void aSymbolicNameThatLeadsOutOfTheDirectoryIsRefused() throws Exception {
        BundleBuilder stray = lamp("1.0.0").header("Bundle-SymbolicName", "../stray");
        Path jar = stray.write(deployed.scratch.resolve("any-name.jar"));
        assertThatThrownBy(() -> deployed.deployer().place(jar))
                .isInstanceOf(IOException.class)
                .hasMessage("has a Bundle-SymbolicName that is none: ../stray");
        assertThat(deployed.deploy).isEmptyDirectory();
        assertThat(deployed.scratch.resolve("stray.jar")).doesNotExist();

        deployed.put("stray.jar", stray).settle();
        assertThat(deployed.deployment("stray.jar").state()).isEqualTo(State.REFUSED);
    }

    @Test
    public void aFileThatCannotBeReadIsTakenWhenItCan() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0"));
        Path file = deployed.deploy.resolve("lamp.jar");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assume.assumeFalse("root reads everything", Files.isReadable(file));
        deployed.settle();
        assertThat(deployed.deployment("lamp.jar").reason()).isEqualTo("cannot be read: permission denied");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        deployed.look();
        assertThat(deployed.bundles()).hasSize(1);
    }

    @Test
    public void aDirectoryThatCannotBeReadChangesNothing() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        Files.move(deployed.deploy, deployed.deploy.resolveSibling("moved"));
        deployed.look();
        assertThat(deployed.bundles()).hasSize(1);
        assertThat(deployed.deployer().trouble())
                .isEqualTo("cannot be read, so that nothing in it has an effect: it does not exist");
    }
}
