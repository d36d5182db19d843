package org.ipmibridge.shell.commands.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.ipmibridge.shell.commands.Shell;
import org.ipmibridge.shell.commands.ShellException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What an operator is told of a jar, and what stays in the directory of it. */
public final class BundleDeployTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Deployer deployer = new Deployer();
    private final BundleDeploy command = new BundleDeploy(noBundles());
    private final Shell shell = new Shell().with("bundle", "deploy", command);

    @Before
    public void start() {
        command.deployer = deployer;
    }

    @After
    public void close() {
        shell.close();
    }

    private static BundleContext noBundles() {
        return (BundleContext) Proxy.newProxyInstance(
                BundleDeployTest.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> new Bundle[0]);
    }

    /** Every jar is the same lamp, and comes to the end that the test chooses. */
    private static final class Deployer implements BundleDeployer {
        private final List<String> takenBack = new ArrayList<>();
        private State state = State.IN_FORCE;
        private String reason = "";

        private void endsAs(State end, String why) {
            state = end;
            reason = why;
        }

        @Override
        public Path directory() {
            return Path.of("deploy");
        }

        @Override
        public List<Deployment> deployments() {
            return List.of(lamp(state, reason));
        }

        @Override
        public Deployment place(Path jar) {
            return lamp(State.PENDING, "");
        }

        private static Deployment lamp(State state, String reason) {
            return new Deployment("org.example.lamp.jar", "org.example.lamp", "1.0.0", state, reason, Instant.EPOCH);
        }

        @Override
        public void takeBack(String file) {
            takenBack.add(file);
        }

        @Override
        public List<String> remove(String symbolicName) {
            return List.of();
        }

        @Override
        public void look() {}
    }

    private String deploy() throws Exception {
        return shell.run("bundle:deploy " + folder.newFile("lamp.jar"));
    }

    private void assertFails(String message, String... takenBack) {
        assertThatThrownBy(this::deploy).isInstanceOf(ShellException.class).hasMessage(message);
        assertThat(deployer.takenBack).containsExactly(takenBack);
    }

    @Test
    public void aJarThatWorksStaysInForce() throws Exception {
        assertThat(deploy()).isEqualTo("org.example.lamp 1.0.0 is in force");
        assertThat(deployer.takenBack).isEmpty();
    }

    @Test
    public void aRefusedJarIsTakenBack() {
        deployer.endsAs(State.REFUSED, "its activator throws IllegalStateException: boom");
        assertFails("org.example.lamp 1.0.0: its activator throws IllegalStateException: boom", "org.example.lamp.jar");
    }

    @Test
    public void anOutrankedJarIsTakenBackAndNobodySaysThatItDoesNotWork() {
        deployer.endsAs(State.OUTRANKED, "org.example.lamp 2.0.0 in other.jar takes precedence");
        assertFails(
                "org.example.lamp 1.0.0: org.example.lamp 2.0.0 in other.jar takes precedence", "org.example.lamp.jar");
    }

    @Test
    public void aBrokenJarStaysAsThereIsNothingElse() {
        deployer.endsAs(State.BROKEN, "its activator throws IllegalStateException: boom");
        assertFails("org.example.lamp 1.0.0 does not work: its activator throws IllegalStateException: boom");
    }
}
