package org.ipmibridge.bundle.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.bundle.deployer.Lamps.lamp;

import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.junit.After;
import org.junit.Test;

/** What has worked once is not on trial any more. */
public class ProvenBundleTest {
    private static final String LAMP = "org.example.lamp";
    private static final String BOOM = "IllegalStateException: boom";

    private final Deployed deployed;

    public ProvenBundleTest() throws Exception {
        deployed = new Deployed();
    }

    @After
    public void stop() throws Exception {
        deployed.close();
    }

    @Test
    public void anOverrideWhoseComponentFailsLaterStaysInForceAndWorksAgain() throws Exception {
        deployed.distribution(lamp("1.0.0"), "lamp-1.0.0.jar");
        deployed.put("lamp.jar", lamp("2.0.0")).settle();

        deployed.failing.put(LAMP, BOOM);
        deployed.look();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 2.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.BROKEN);
        assertThat(deployed.deployment("lamp.jar").reason())
                .isEqualTo("its component org.example.lamp.Component fails: " + BOOM);

        deployed.failing.clear();
        deployed.look();
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.IN_FORCE);
        assertThat(deployed.news)
                .containsExactly(
                        "org.example.lamp 2.0.0 works",
                        "org.example.lamp 2.0.0 does not work: its component org.example.lamp.Component fails: " + BOOM,
                        "org.example.lamp 2.0.0 works again");
    }

    @Test
    public void aComponentThatFailedBeforeTheUpdateTooIsHeldAgainstItNeverAgain() throws Exception {
        deployed.distribution(lamp("1.0.0"), "lamp-1.0.0.jar");
        deployed.failing.put(LAMP, BOOM);
        deployed.put("lamp.jar", lamp("2.0.0")).settle();
        deployed.look();
        deployed.look();

        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.IN_FORCE);
        assertThat(deployed.news).containsExactly("org.example.lamp 2.0.0 works");
    }

    @Test
    public void anUpdatedBundleOfAStrangerIsNotUninstalledWhenItsComponentFailsLater() throws Exception {
        deployed.put("lamp.jar", lamp("1.0.0")).settle();
        deployed.put("lamp.jar", lamp("2.0.0")).settle();
        deployed.restart();
        deployed.look();

        deployed.failing.put(LAMP, BOOM);
        deployed.settle();
        assertThat(deployed.bundles()).containsExactly("org.example.lamp 2.0.0 runs");
        assertThat(deployed.deployment("lamp.jar").state()).isEqualTo(State.BROKEN);
    }
}
