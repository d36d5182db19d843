package org.ipmibridge.bundle.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.junit.After;
import org.junit.Assume;
import org.junit.Test;
import org.osgi.framework.Bundle;

public class DeployerTest {
    private static final String THROWS = "if (true) throw new IllegalStateException(\"boom\");";

    private final Deployed deployed;

    public DeployerTest() throws Exception {
        deployed = new Deployed();
    }

    @After
    public void stop() throws Exception {
        deployed.close();
    }

    private static BundleBuilder lamp(String version) {
        return BundleBuilder.named("org.example.lamp").version(version);
    }

    private static BundleBuilder broken(String version) {
        return lamp(version).activator(THROWS);
    }

    @Test
    public void aJarBecomesARunningBundleAndGoesWithItsFile() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.IN_FORCE);

        deployed.remove("lamp.jar");
        deployed.look();
        assertThat(deployed.bundles()).isEmpty();
        assertThat(deployed.deployer().deployments()).isEmpty();
        assertThat(deployed.copies()).isZero();
    }

    @Test
    public void aDamagedMemoryDoesNotKeepTheDirectoryFromHavingAnEffect() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        for (String damaged : new String[] {"file.0.name=lamp.jar", "force.0.jar=gone.jar", "\\u12"}) {
            deployed.damageMemory(damaged);
            deployed.restart();
            deployed.settle();
            assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");
            assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.IN_FORCE);
        }
        deployed.put("lamp.jar", lamp("1.1.0")).settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.1.0 runs");
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
    public void ofTwoJarsTheHigherVersionIsInForceAndTheOtherIsTold() throws Exception {
        deployed.put("new.jar", lamp("1.10.0")).put("old.jar", lamp("1.9.0")).settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.10.0 runs");
        assertThat(deployed.deployment("old.jar").state()).isEqualTo(State.OUTRANKED);
        assertThat(deployed.deployment("old.jar").reason())
                .isEqualTo("org.example.lamp 1.10.0 in new.jar takes precedence");

        long id = deployed.bundle("org.example.lamp").getBundleId();
        deployed.remove("new.jar");
        deployed.look();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.9.0 runs");
        assertThat(deployed.bundle("org.example.lamp").getBundleId()).isEqualTo(id);
    }

    @Test
    public void ofTwoJarsWithOneVersionTheNewerFileIsInForce() throws Exception {
        deployed.put("b.jar", lamp("1.0.0").header("X", "b")).settle();
        deployed.put("a.jar", lamp("1.0.0").header("X", "a")).settle();

        assertThat(deployed.bundle("org.example.lamp").getHeaders().get("X")).isEqualTo("a");
        assertThat(deployed.deployment("b.jar").state()).isEqualTo(State.OUTRANKED);
    }

    @Test
    public void aNewerFileReplacesTheOlderEvenWithALowerVersion() throws Exception {
        deployed.put("lamp.jar", lamp("2.0.0")).settle();
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");
    }

    @Test
    public void anotherFileWithTheSameContentChangesNothing() throws Exception {
        // A jar that is made again has other times in it.
        byte[] jar = lamp("1.0.0").bytes();
        deployed.put("lamp.jar", jar).settle();
        long updated = deployed.bundle("org.example.lamp").getLastModified();
        deployed.put("lamp.jar", jar).put("copy.jar", jar).settle();
        assertThat(deployed.bundle("org.example.lamp").getLastModified()).isEqualTo(updated);
    }

    @Test
    public void aBundleOfTheDistributionIsReplacedInPlaceAndComesBack() throws Exception {
        Bundle own = deployed.distribution(lamp("2.0.0").header("X", "own"), "lamp-2.0.0.jar");
        for (String version : new String[] {"3.0.0", "2.0.0", "1.0.0"}) {
            deployed.put("lamp.jar", lamp(version)).settle();
            assertThat(deployed.bundles()).containsExactly("org.example.lamp " + version + " runs");
        }
        assertThat(deployed.bundle("org.example.lamp")).isSameAs(own);

        deployed.remove("lamp.jar");
        deployed.look();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 2.0.0 runs");
        assertThat(own.getHeaders().get("X")).isEqualTo("own");
    }

    @Test
    public void anOverrideThatDoesNotStartIsRolledBackToTheDistributionsOwn() throws Exception {
        deployed.distribution(lamp("2.0.0"), "lamp-2.0.0.jar");
        deployed.put("lamp.jar", broken("3.0.0")).settle();

        assertThat(deployed.bundles()).containsExactly("org.example.lamp 2.0.0 runs");
        Deployment refused = deployed.deployment("lamp.jar");
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.reason())
                .isEqualTo("its activator throws IllegalStateException: boom; the distribution's own is in force");
        assertThat(deployed.news)
                .containsExactly(
                        "org.example.lamp 3.0.0 was rolled back to the distribution's own: its activator throws"
                                + " IllegalStateException: boom");

        deployed.advance(Duration.ofMinutes(1));
        deployed.look();
        assertThat(deployed.news).hasSize(1);
    }

    @Test
    public void aFileThatIsOverwrittenByABrokenOneStaysInForceAsItWas() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        deployed.put("lamp.jar", broken("1.1.0")).settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").reason())
                .isEqualTo("its activator throws IllegalStateException: boom; org.example.lamp 1.0.0 is in force");

        deployed.put("lamp.jar", broken("1.2.0")).settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");

        deployed.put("lamp.jar", lamp("1.3.0")).settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.3.0 runs");
        assertThat(deployed.copies()).isEqualTo(1);
    }

    @Test
    public void anOverrideThatNeedsWhatNobodyHasIsRolledBackAndTriedAgainWhenItIsThere() throws Exception {
        deployed.distribution(lamp("1.0.0"), "lamp-1.0.0.jar");
        deployed.put("lamp.jar", lamp("1.1.0").header("Import-Package", "org.example.bulb;version=\"[2,3)\""))
                .settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").reason())
                .isEqualTo("needs package org.example.bulb 2.0.0 or newer, older than 3.0.0, which no bundle has;"
                        + " the distribution's own is in force");

        deployed.put("bulb.jar", bulb("1.0.0")).settle();
        assertThat(deployed.bundles()).contains("org.example.lamp 1.0.0 runs");

        deployed.put("bulb.jar", bulb("2.1.0")).settle();
        assertThat(deployed.bundles()).contains("org.example.lamp 1.1.0 runs");
    }

    private static BundleBuilder bulb(String version) {
        return BundleBuilder.named("org.example.bulb")
                .version(version)
                .header("Export-Package", "org.example.bulb;version=" + version)
                .source("org.example.bulb.Bulb", "package org.example.bulb; public class Bulb {}");
    }

    @Test
    public void aNewBundleThatCannotBeResolvedWaitsForWhatItNeeds() throws Exception {
        deployed.put("lamp.jar", lamp("1.1.0").header("Import-Package", "org.example.bulb;version=\"[2,3)\""))
                .put("bulb.jar", bulb("1.0.0"))
                .settle();
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.BROKEN);
        assertThat(deployed.deployment("lamp.jar").reason())
                .isEqualTo("needs package org.example.bulb 2.0.0 or newer, older than 3.0.0; there is 1.0.0 in"
                        + " org.example.bulb");

        deployed.put("bulb.jar", bulb("2.0.0")).settle();
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.IN_FORCE);
    }

    @Test
    public void whatIsMissingBehindAnotherBundleIsNamed() throws Exception {
        deployed.put("bulb.jar", bulb("1.0.0").header("Import-Package", "org.example.glass"))
                .put("lamp.jar", lamp("1.0.0").header("Import-Package", "org.example.bulb"))
                .settle();
        assertThat(deployed.deployment("lamp.jar").reason())
                .isEqualTo(
                        "needs bundle org.example.bulb, which itself needs package org.example.glass, which no bundle has");
    }

    @Test
    public void aNewBundleThatDoesNotStartIsTriedAgainWhenAnotherIsDeployed() throws Exception {
        System.clearProperty("org.example.lamp.socket");
        deployed.put(
                        "lamp.jar",
                        lamp("1.0.0")
                                .activator("if (System.getProperty(\"org.example.lamp.socket\") == null)"
                                        + " throw new IllegalStateException(\"no socket\");"))
                .settle();
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.BROKEN);
        assertThat(deployed.deployment("lamp.jar").reason())
                .isEqualTo("its activator throws IllegalStateException: no socket");

        deployed.put(
                        "socket.jar",
                        BundleBuilder.named("org.example.socket")
                                .activator("System.setProperty(\"org.example.lamp.socket\", \"there\");"))
                .settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs", "org.example.socket 1.0.0 runs");
        System.clearProperty("org.example.lamp.socket");
    }

    @Test
    public void whoUsesThePackagesOfABundleGetsThoseOfItsReplacement() throws Exception {
        Bundle bulb = deployed.distribution(bulb("1.0.0"), "bulb-1.0.0.jar");
        Bundle lamp = deployed.distribution(
                lamp("1.0.0").header("Import-Package", "org.example.bulb;version=\"[1,2)\""), "lamp-1.0.0.jar");

        deployed.put("bulb.jar", bulb("1.1.0")).settle();

        assertThat(lamp.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(lamp.loadClass("org.example.bulb.Bulb")).isSameAs(bulb.loadClass("org.example.bulb.Bulb"));
    }

    @Test
    public void aReplacementWithoutAPackageThatOthersUseIsRefusedBeforeAnythingStops() throws Exception {
        Bundle bulb = deployed.distribution(bulb("1.0.0"), "bulb-1.0.0.jar");
        Bundle lamp = deployed.distribution(
                lamp("1.0.0").header("Import-Package", "org.example.bulb;version=\"[1,2)\""), "lamp-1.0.0.jar");
        Class<?> before = lamp.loadClass("org.example.bulb.Bulb");

        deployed.put("bulb.jar", bulb("2.0.0")).settle();

        assertThat(bulb.getVersion()).hasToString("1.0.0");
        assertThat(lamp.loadClass("org.example.bulb.Bulb")).isSameAs(before);
        assertThat(deployed.deployment("bulb.jar").reason())
                .isEqualTo("cannot replace the one that runs: org.example.lamp needs package org.example.bulb 1.0.0 or"
                        + " newer, older than 2.0.0; the distribution's own is in force");
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

    @Test
    public void aNewDeployerKnowsWhatItsPredecessorKnew() throws Exception {
        deployed.distribution(BundleBuilder.named("org.example.bulb"), "bulb.jar");
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        deployed.put("lamp.jar", broken("1.1.0"));
        deployed.put("bulb.jar", BundleBuilder.named("org.example.bulb").version("5.0.0"))
                .settle();
        var known = deployed.deployer().deployments();
        deployed.news.clear();

        deployed.restart();
        deployed.settle();

        assertThat(deployed.deployer().deployments()).isEqualTo(known);
        assertThat(deployed.news).isEmpty();
        deployed.remove("bulb.jar");
        deployed.remove("lamp.jar");
        deployed.look();
        assertThat(deployed.bundles()).containsExactly("org.example.bulb 1.0.0 runs");
        assertThat(deployed.copies()).isZero();
    }

    @Test
    public void aPlacedJarReplacesTheOnePlacedBeforeWhateverItsVersion() throws Exception {
        Path jar = deployed.scratch.resolve("any-name.jar");
        for (String version : new String[] {"2.0.0", "1.0.0"}) {
            Deployment placed = deployed.deployer().place(lamp(version).write(jar));
            assertThat(placed.state()).isEqualTo(State.PENDING);
            deployed.settle();
            assertThat(deployed.bundles()).containsExactly("org.example.lamp " + version + " runs");
        }
        assertThat(deployed.deployer().remove("org.example.lamp")).containsExactly("org.example.lamp.jar");
        deployed.look();
        assertThat(deployed.bundles()).isEmpty();
    }

    @Test
    public void aNewBundleWhoseActivatorNeverReturnsIsToldAndHoldsUpNoOther() throws Exception {
        deployed.restart(Duration.ofSeconds(2));
        deployed.put("lamp.jar", lamp("1.0.0").activator("Thread.sleep(Long.MAX_VALUE);"))
                .put("socket.jar", BundleBuilder.named("org.example.socket"))
                .settle();
        assertThat(deployed.bundles())
                .containsExactly("org.example.lamp 1.0.0 does not run", "org.example.socket 1.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.BROKEN);
        assertThat(deployed.deployment("lamp.jar").reason()).isEqualTo("its activator has not returned for 2 s");

        deployed.put("lamp.jar", lamp("1.1.0")).settle();
        assertThat(deployed.bundles()).contains("org.example.lamp 1.1.0 runs");
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.IN_FORCE);
    }

    @Test
    public void anUpdateWhoseActivatorNeverReturnsIsRolledBack() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        deployed.restart(Duration.ofSeconds(2));
        deployed.put("lamp.jar", lamp("1.1.0").activator("Thread.sleep(Long.MAX_VALUE);"))
                .settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").reason())
                .isEqualTo("its activator has not returned for 2 s; org.example.lamp 1.0.0 is in force");
    }

    @Test
    public void anUpdateThatIgnoresTheInterruptIsRolledBackWhenItReturnsAtLast() throws Exception {
        System.clearProperty("org.example.lamp.return");
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        deployed.restart(Duration.ofSeconds(2));
        deployed.put(
                        "lamp.jar",
                        lamp("1.1.0")
                                .activator("while (System.getProperty(\"org.example.lamp.return\") == null)"
                                        + " Thread.onSpinWait();"))
                .put("socket.jar", BundleBuilder.named("org.example.socket"))
                .settle();
        assertThat(deployed.bundles()).contains("org.example.socket 1.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.BROKEN);
        assertThat(deployed.deployment("lamp.jar").reason())
                .startsWith("its activator has not returned for 2 s, even though it was interrupted; nothing");

        System.setProperty("org.example.lamp.return", "now");
        Instant end = Instant.now().plusSeconds(60);
        while (deployed.deployment("lamp.jar").state() != State.REFUSED
                && Instant.now().isBefore(end)) {
            deployed.look();
        }
        System.clearProperty("org.example.lamp.return");
        assertThat(deployed.bundles()).contains("org.example.lamp 1.0.0 runs");
    }

    @Test
    public void aRefusedJarGivesWayToTheOneThatItReplaced() throws Exception {
        Path jar = deployed.scratch.resolve("any-name.jar");
        byte[] first = Files.readAllBytes(lamp("1.0.0").write(jar));
        deployed.deployer().place(jar);
        deployed.settle();
        deployed.deployer().takeBack("org.example.lamp.jar");
        assertThat(deployed.deploy.resolve("org.example.lamp.jar"))
                .as("what is in force is not taken back")
                .exists();

        deployed.deployer()
                .place(lamp("1.1.0")
                        .header("Import-Package", "org.example.none")
                        .write(jar));
        deployed.settle();
        assertThat(deployed.deployment("org.example.lamp.jar").state()).isEqualTo(State.REFUSED);
        deployed.deployer().takeBack("org.example.lamp.jar");
        deployed.settle();

        assertThat(deployed.deploy.resolve("org.example.lamp.jar")).hasBinaryContent(first);
        assertThat(deployed.deployment("org.example.lamp.jar").state()).isEqualTo(State.IN_FORCE);
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");
        assertThat(deployed.copies()).isEqualTo(1);
    }

    @Test
    public void aRefusedJarThatReplacedNoneIsRemoved() throws Exception {
        deployed.distribution(lamp("2.0.0"), "lamp-2.0.0.jar");
        deployed.deployer().place(broken("3.0.0").write(deployed.scratch.resolve("any-name.jar")));
        deployed.settle();
        deployed.deployer().takeBack("org.example.lamp.jar");
        deployed.settle();

        assertThat(deployed.deploy).isEmptyDirectory();
        assertThat(deployed.deployer().deployments()).isEmpty();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 2.0.0 runs");
    }

    @Test
    public void whatIsNoBundleIsNotPlaced() throws Exception {
        Path jar = Files.writeString(deployed.scratch.resolve("x.jar"), "text");
        assertThatThrownBy(() -> deployed.deployer().place(jar))
                .isInstanceOf(IOException.class)
                .hasMessage("is no whole jar: zip END header not found");
        assertThat(deployed.deploy).isEmptyDirectory();
    }
}
