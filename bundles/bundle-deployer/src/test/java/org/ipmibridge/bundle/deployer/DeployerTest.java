package org.ipmibridge.bundle.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.bundle.deployer.Lamps.broken;
import static org.ipmibridge.bundle.deployer.Lamps.bulb;
import static org.ipmibridge.bundle.deployer.Lamps.lamp;

import java.nio.file.Path;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** Which jars are in force, and that they stay so. */
public class DeployerTest {
    private final Deployed deployed;

    public DeployerTest() throws Exception {
        deployed = new Deployed();
    }

    @After
    public void stop() throws Exception {
        deployed.close();
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
        assertThat(deployed.news)
                .endsWith(
                        "org.example.lamp 1.0.0 is removed",
                        "the distribution's own org.example.lamp is in force again");
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
}
