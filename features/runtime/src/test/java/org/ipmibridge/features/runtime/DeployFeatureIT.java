package org.ipmibridge.features.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.ipmibridge.features.exam.Await;
import org.ipmibridge.features.exam.Bundles;
import org.ipmibridge.features.exam.FeatureExam;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Jars in the deploy directory, among bundles with components. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeployFeatureIT {
    private static final String LAMP = "org.example.lamp";
    private static final String DEPLOYER = "org.ipmibridge.bundle.deployer";
    private static final String API = "org.ipmibridge.runtime.api";
    private static final String SERVICE = "<service><provide interface=\"java.lang.Runnable\"/></service>";

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] boot() throws Exception {
        return FeatureExam.of("runtime")
                .withConfig("org.ipmibridge.bundle.deployer.cfg", "poll.millis = 100")
                .options();
    }

    @After
    public void emptyTheDirectory() throws Exception {
        try (var files = Files.list(FeatureExam.deployDirectory())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Await.until("nothing is deployed", () -> deployments().isEmpty());
        Await.until(
                "the distribution is in force", () -> Bundles.inactive(context).isEmpty());
    }

    private static BundleBuilder lamp(String version, String constructor) {
        return BundleBuilder.named(LAMP).version(version).source(LAMP + ".Lamp", """
                        package org.example.lamp;
                        public class Lamp implements Runnable {
                            public Lamp() { %s }
                            public void run() {}
                        }
                        """.formatted(constructor));
    }

    private static BundleBuilder working(String version) {
        return lamp(version, "").component(LAMP + ".Lamp", "", SERVICE);
    }

    private static void put(String file, BundleBuilder bundle) throws Exception {
        Path part = bundle.write(FeatureExam.deployDirectory().resolve(file + ".part"));
        Files.move(part, part.resolveSibling(file), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    public void anUpdateWhoseComponentFailsIsRolledBack() throws Exception {
        for (String attributes : new String[] {"immediate=\"true\"", "immediate=\"false\""}) {
            put("lamp.jar", working("1.0.0"));
            awaitState("lamp.jar", "IN_FORCE", "");

            put(
                    "lamp.jar",
                    lamp("1.1.0", "throw new IllegalStateException(\"no bulb\");")
                            .component(LAMP + ".Lamp", attributes, SERVICE));

            awaitState(
                    "lamp.jar",
                    "REFUSED",
                    "its component org.example.lamp.Lamp fails: IllegalStateException: no bulb;"
                            + " org.example.lamp 1.0.0 is in force");
            assertThat(Bundles.named(context, LAMP).getVersion()).hasToString("1.0.0");
            assertThat(Bundles.named(context, LAMP).getState()).isEqualTo(Bundle.ACTIVE);
            emptyTheDirectory();
        }
    }

    @Test
    public void aNewBundleWhoseComponentFailsIsToldAsAProblem() throws Exception {
        put(
                "lamp.jar",
                lamp("1.0.0", "throw new IllegalStateException(\"no bulb\");").component(LAMP + ".Lamp", "", SERVICE));
        awaitState("lamp.jar", "BROKEN", "its component org.example.lamp.Lamp fails: IllegalStateException: no bulb");
        assertThat(problems())
                .containsExactly("deploy/lamp.jar: org.example.lamp 1.0.0: its component org.example.lamp.Lamp fails:"
                        + " IllegalStateException: no bulb");
    }

    @Test
    public void whatBecomesOfAJarIsAnEvent() throws Exception {
        BlockingQueue<Object> events = new LinkedBlockingQueue<>();
        EventHandler handler = event -> events.add(event.getProperty("text"));
        Dictionary<String, Object> topic =
                new Hashtable<>(java.util.Map.of(EventConstants.EVENT_TOPIC, "org/ipmibridge/bundle/*"));
        ServiceRegistration<EventHandler> listener = context.registerService(EventHandler.class, handler, topic);
        put("lamp.jar", working("1.0.0"));
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("org.example.lamp 1.0.0 is installed");
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("org.example.lamp 1.0.0 works");
        listener.unregister();
    }

    @Test
    public void theDeployerReplacesItselfAndKnowsWhatItKnew() throws Exception {
        put("lamp.jar", working("1.0.0"));
        awaitState("lamp.jar", "IN_FORCE", "");
        Bundle deployer = Bundles.named(context, DEPLOYER);

        put("deployer.jar", like(deployer).version("9.0.0"));
        awaitState("deployer.jar", "IN_FORCE", "");
        assertThat(deployer.getVersion()).hasToString("9.0.0");
        awaitState("lamp.jar", "IN_FORCE", "");

        Files.delete(FeatureExam.deployDirectory().resolve("deployer.jar"));
        Await.until(
                "the distribution's own is back",
                () -> !deployer.getVersion().toString().equals("9.0.0"));
        awaitState("lamp.jar", "IN_FORCE", "");
    }

    @Test
    public void aDeployerThatDoesNotWorkIsRolledBackToTheOneBefore() throws Exception {
        Bundle deployer = Bundles.named(context, DEPLOYER);
        put(
                "deployer.jar",
                like(deployer).version("9.0.0").source("org.ipmibridge.bundle.deployer.DeployerService", """
                        package org.ipmibridge.bundle.deployer;
                        public class DeployerService {}
                        """));
        awaitState("deployer.jar", "REFUSED", "its component cannot be made; the distribution's own is in force");
        assertThat(deployer.getVersion().toString()).isNotEqualTo("9.0.0");
    }

    @Test
    public void anApiThatTheDeployerItselfUsesIsReplaced() throws Exception {
        put("lamp.jar", working("1.0.0"));
        awaitState("lamp.jar", "IN_FORCE", "");
        Bundle api = Bundles.named(context, API);
        put("api.jar", like(api).version("9.0.0"));

        awaitState("api.jar", "IN_FORCE", "");
        assertThat(api.getVersion()).hasToString("9.0.0");
        awaitState("lamp.jar", "IN_FORCE", "");
        assertThat(Bundles.inactive(context)).isEmpty();

        put("api.jar", like(api).version("9.1.0").header("Export-Package", null));
        awaitState("api.jar", "REFUSED", "cannot replace the one that runs");
        assertThat(api.getVersion()).hasToString("9.0.0");
    }

    /** The jar that a bundle of the feature was made of. */
    private static BundleBuilder like(Bundle bundle) throws Exception {
        String name = bundle.getSymbolicName().replace("org.ipmibridge.", "").replace('.', '-');
        try (var files = Files.list(Path.of("target", "bundles"))) {
            return BundleBuilder.like(
                    files.filter(file -> file.getFileName().toString().startsWith(name + "-"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private void awaitState(String file, String state, String reason) throws Exception {
        Await.until(file + " is " + state + ": " + reason, () -> {
            assertThat(deployments()).contains(file);
            String told = deployment(file).orElseThrow();
            assertThat(told).startsWith(state + " " + reason);
            return true;
        });
    }

    private List<String> deployments() throws Exception {
        return all().stream().map(each -> (String) property(each, "file")).toList();
    }

    private Optional<String> deployment(String file) throws Exception {
        return all().stream()
                .filter(each -> property(each, "file").equals(file))
                .map(each -> property(each, "state") + " " + property(each, "reason"))
                .findFirst();
    }

    private List<String> problems() throws Exception {
        List<String> texts = new java.util.ArrayList<>();
        for (ServiceReference<?> reference : context.getAllServiceReferences(API + ".problem.ProblemSource", null)) {
            List<?> problems = (List<?>) property(context.getService(reference), "problems");
            problems.forEach(problem -> texts.add((String) property(problem, "text")));
        }
        return texts;
    }

    /** The service is asked by reflection: its API, which this test replaces, must not be wired to the test. */
    private List<?> all() throws Exception {
        ServiceReference<?>[] found = context.getAllServiceReferences(API + ".deploy.BundleDeployer", null);
        assertThat(found).as("deployers").hasSize(1);
        return (List<?>) property(context.getService(found[0]), "deployments");
    }

    private static Object property(Object of, String name) {
        try {
            var method = Arrays.stream(of.getClass().getMethods())
                    .filter(each -> each.getName().equals(name) && each.getParameterCount() == 0)
                    .findFirst()
                    .orElseThrow();
            return method.invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
