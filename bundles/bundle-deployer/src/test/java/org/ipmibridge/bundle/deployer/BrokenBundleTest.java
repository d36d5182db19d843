package org.ipmibridge.bundle.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.bundle.deployer.Lamps.broken;
import static org.ipmibridge.bundle.deployer.Lamps.bulb;
import static org.ipmibridge.bundle.deployer.Lamps.lamp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** What becomes of bundles that do not work: rolled back, or tried again. */
public class BrokenBundleTest {
    private final Deployed deployed;

    public BrokenBundleTest() throws Exception {
        deployed = new Deployed();
    }

    @After
    public void stop() throws Exception {
        deployed.close();
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
    public void aNewBundleWhoseActivatorNeverReturnsIsToldAndHoldsUpNoOther() throws Exception {
        deployed.restart(Duration.ofSeconds(5));
        deployed.put("lamp.jar", lamp("1.0.0").activator("Thread.sleep(Long.MAX_VALUE);"))
                .put("socket.jar", BundleBuilder.named("org.example.socket"))
                .settle();
        assertThat(deployed.bundles())
                .containsExactly("org.example.lamp 1.0.0 does not run", "org.example.socket 1.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.BROKEN);
        assertThat(deployed.deployment("lamp.jar").reason()).isEqualTo("its activator has not returned for 5 s");

        deployed.put("lamp.jar", lamp("1.1.0")).settle();
        assertThat(deployed.bundles()).contains("org.example.lamp 1.1.0 runs");
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.IN_FORCE);
    }

    @Test
    public void anUpdateWhoseActivatorNeverReturnsIsRolledBack() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        deployed.restart(Duration.ofSeconds(5));
        deployed.put("lamp.jar", lamp("1.1.0").activator("Thread.sleep(Long.MAX_VALUE);"))
                .settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 1.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").reason())
                .isEqualTo("its activator has not returned for 5 s; org.example.lamp 1.0.0 is in force");
    }

    @Test
    public void anUpdateThatIgnoresTheInterruptIsRolledBackWhenItReturnsAtLast() throws Exception {
        System.clearProperty("org.example.lamp.return");
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        deployed.restart(Duration.ofSeconds(5));
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
                .startsWith("its activator has not returned for 5 s, even though it was interrupted; nothing");

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
    public void aDistributionsOwnThatDoesNotStartAgainIsTold() throws Exception {
        System.clearProperty("org.example.lamp.wrecked");
        deployed.distribution(
                lamp("2.0.0")
                        .activator("if (System.getProperty(\"org.example.lamp.wrecked\") != null)"
                                + " throw new IllegalStateException(\"no power\");"),
                "lamp-2.0.0.jar");
        deployed.put("lamp.jar", lamp("3.0.0")).settle();
        deployed.news.clear();

        System.setProperty("org.example.lamp.wrecked", "yes");
        deployed.remove("lamp.jar");
        deployed.look();
        System.clearProperty("org.example.lamp.wrecked");
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 2.0.0 does not run");
        assertThat(deployed.news)
                .containsExactly(
                        "org.example.lamp 3.0.0 is removed",
                        "the distribution's own org.example.lamp does not work: its activator throws"
                                + " IllegalStateException: no power");
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
    public void anOutrankedJarGivesWayToTheOneThatItReplaced() throws Exception {
        Path jar = deployed.scratch.resolve("any-name.jar");
        deployed.put("other.jar", lamp("2.0.0")).settle();
        byte[] best = Files.readAllBytes(lamp("3.0.0").write(jar));
        deployed.deployer().place(jar);
        deployed.settle();

        deployed.deployer().place(lamp("1.0.0").write(jar));
        deployed.settle();
        assertThat(deployed.deployment("org.example.lamp.jar").state()).isEqualTo(State.OUTRANKED);
        deployed.deployer().takeBack("other.jar");
        deployed.deployer().takeBack("org.example.lamp.jar");
        deployed.settle();

        assertThat(deployed.deploy.resolve("org.example.lamp.jar")).hasBinaryContent(best);
        assertThat(deployed.deploy.resolve("other.jar"))
                .as("what is in force is not taken back")
                .exists();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 3.0.0 runs");
    }

    @Test
    public void anOutrankedJarThatReplacedNoneIsRemoved() throws Exception {
        deployed.put("other.jar", lamp("2.0.0")).settle();
        deployed.deployer().place(lamp("1.0.0").write(deployed.scratch.resolve("any-name.jar")));
        deployed.settle();
        deployed.deployer().takeBack("org.example.lamp.jar");
        deployed.look();

        assertThat(deployed.deploy.resolve("org.example.lamp.jar")).doesNotExist();
        assertThat(deployed.deployer().deployments()).singleElement().isEqualTo(deployed.deployment("other.jar"));
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 2.0.0 runs");
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
}
