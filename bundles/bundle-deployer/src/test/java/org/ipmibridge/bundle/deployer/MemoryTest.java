package org.ipmibridge.bundle.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.bundle.deployer.Lamps.broken;
import static org.ipmibridge.bundle.deployer.Lamps.bulb;
import static org.ipmibridge.bundle.deployer.Lamps.lamp;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What a deployer leaves to its successor while files are still being copied. */
public class MemoryTest {
    private final Deployed deployed;

    public MemoryTest() throws Exception {
        deployed = new Deployed();
    }

    @After
    public void stop() throws Exception {
        deployed.close();
    }

    @Before
    public void aLampReplacesTheDistributionsOwn() throws Exception {
        deployed.distribution(lamp("1.0.0"), "lamp-1.0.0.jar");
        deployed.put("lamp.jar", lamp("2.0.0")).settle();
        deployed.news.clear();
    }

    private void replaceTheDeployer() throws Exception {
        deployed.restart();
        deployed.look();
        assertThat(deployed.bundles()).contains("org.example.lamp 2.0.0 runs");
        assertThat(deployed.news).isEmpty();
    }

    @Test
    public void whereNothingChangesNothingIsStoredAgain() throws Exception {
        FileTime past = FileTime.from(Instant.EPOCH);
        deployed.look();
        Files.setLastModifiedTime(deployed.memory(), past);
        deployed.look();
        assertThat(Files.getLastModifiedTime(deployed.memory())).isEqualTo(past);

        deployed.put("bulb.jar", bulb("1.0.0")).settle();
        assertThat(Files.getLastModifiedTime(deployed.memory())).isGreaterThan(past);
    }

    @Test
    public void aNewFileHidesNoneOfThoseThatFollowIt() throws Exception {
        deployed.put("bulb.jar", bulb("1.0.0"));
        deployed.look();
        replaceTheDeployer();

        deployed.settle();
        assertThat(deployed.bundles()).containsExactly("org.example.bulb 1.0.0 runs", "org.example.lamp 2.0.0 runs");
    }

    @Test
    public void aFileThatIsBeingOverwrittenStaysInForceAsItWas() throws Exception {
        deployed.put("lamp.jar", lamp("3.0.0"));
        deployed.look();
        replaceTheDeployer();
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.PENDING);

        deployed.advance(Deployer.SETTLED);
        deployed.look();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 3.0.0 runs");
    }

    @Test
    public void aRefusedFileThatIsBeingOverwrittenStillHasTheJarBeforeItInForce() throws Exception {
        deployed.put("lamp.jar", broken("3.0.0")).settle();
        deployed.put("lamp.jar", lamp("4.0.0"));
        deployed.look();
        deployed.news.clear();
        replaceTheDeployer();

        deployed.settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 4.0.0 runs");
        assertThat(deployed.copies()).isEqualTo(1);
    }
}
