package org.ipmibridge.bundle.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.runtime.api.deploy.Intake;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** What comes in from outside waits while a bundle is replaced whose packages others use. */
public class IntakeTest {
    private final List<String> seen = new ArrayList<>();
    private final Deployed deployed;

    public IntakeTest() throws Exception {
        deployed = new Deployed();
    }

    @After
    public void stop() throws Exception {
        deployed.close();
    }

    @Before
    public void aLampAndItsUserAndAnIntake() throws Exception {
        deployed.distribution(lamp("1.0.0"), "lamp.jar");
        Bundle user = deployed.distribution(
                BundleBuilder.named("org.example.user").header("Import-Package", "org.example.lamp.api"), "user.jar");
        user.getBundleContext()
                .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .getBundleContext()
                .registerService(Intake.class, new Watch(), null);
    }

    private static BundleBuilder lamp(String version) {
        return BundleBuilder.named("org.example.lamp")
                .version(version)
                .header("Export-Package", "org.example.lamp.api")
                .source("org.example.lamp.api.Lamp", "package org.example.lamp.api; public interface Lamp {}");
    }

    /** Notes when it is paused and resumed, and what runs then. */
    private final class Watch implements Intake {
        @Override
        public CompletionStage<Void> pause() {
            note("paused");
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void resume() {
            note("resumed");
        }

        private void note(String what) {
            seen.add(what + " while " + deployed.bundles());
        }
    }

    @Test
    public void anIntakeIsPausedBeforeUsersAreRestartedAndResumedWhenTheyRun() throws Exception {
        deployed.put("lamp.jar", lamp("1.1.0")).settle();

        assertThat(seen)
                .containsExactly(
                        "paused while [org.example.lamp 1.0.0 runs, org.example.user 1.0.0 runs]",
                        "resumed while [org.example.lamp 1.1.0 runs, org.example.user 1.0.0 runs]");
    }

    @Test
    public void aBundleThatNobodyUsesIsReplacedWithoutAPause() throws Exception {
        deployed.put("user.jar", BundleBuilder.named("org.example.user").version("2.0.0"))
                .settle();

        assertThat(deployed.bundles()).contains("org.example.user 2.0.0 runs");
        assertThat(seen).isEmpty();
    }
}
