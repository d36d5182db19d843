package org.ipmibridge.launcher.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.service.condition.Condition;

/** In a framework without bundles, whose services are the test's. */
public final class SignsOfLifeTest {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    @Rule
    public final TemporaryFolder files = new TemporaryFolder();

    private Framework framework;
    private BundleContext context;

    @Before
    public void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(
                        Map.of("org.osgi.framework.storage", files.getRoot().toString()));
        framework.start();
        context = framework.getBundleContext();
    }

    @After
    public void stop() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(10));
    }

    @Test
    public void nothingIsMissingWhenEachPartGivesASign() throws InterruptedException {
        part("one", CompletableFuture.completedFuture(null));
        part("two", CompletableFuture.completedFuture(null));

        assertThat(signs().missing()).isEmpty();
    }

    @Test
    public void aPartWhoseThreadsStandStillIsNamedUntilTheyMove() throws InterruptedException {
        CompletableFuture<Void> stuck = new CompletableFuture<>();
        part("one", CompletableFuture.completedFuture(null));
        part("two", stuck);

        assertThat(signs().missing()).contains("two gives no sign of life");

        stuck.complete(null);
        assertThat(signs().missing()).isEmpty();
    }

    @Test
    public void aPartThatIsBeingReplacedIsNotMissed() throws InterruptedException {
        ServiceRegistration<?> part = part("one", new CompletableFuture<>());
        assertThat(signs().missing()).isPresent();

        part.unregister();

        assertThat(signs().missing()).isEmpty();
    }

    @Test
    public void noServiceIsHeldAfterwards() throws InterruptedException {
        ServiceRegistration<?> part = part("one", CompletableFuture.completedFuture(null));

        signs().missing();

        assertThat(part.getReference().getUsingBundles()).isNull();
    }

    @Test
    public void aFrameworkThatStopsGivesNoSign() throws Exception {
        List<Optional<String>> seen = new ArrayList<>();
        context.addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.STOPPING) {
                seen.add(missing());
            }
        });

        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(10));

        assertThat(seen).containsExactly(Optional.of("the framework is not running"));
    }

    @Test
    public void aBridgeThatIsStoppedWhileItStartsIsNotWatched() {
        List<String> told = new ArrayList<>();
        ServiceManager manager = new ServiceManager(told::add, Optional.of(Duration.ofMinutes(1)));

        manager.stopping();
        manager.follow(context);

        assertThat(told).containsExactly("STOPPING=1\nSTATUS=stopping");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("watchdog");
    }

    private Optional<String> missing() {
        try {
            return signs().missing();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void theStartIsOverOnceAndTheStateIsToldWhenItIsAnother() {
        List<String> told = new ArrayList<>();
        Progress progress = new Progress(context, told::add);
        progress.open();
        assertThat(told).isEmpty();

        ServiceRegistration<?> first = started("1 of 2 BMCs answers");
        first.setProperties(FrameworkUtil.asDictionary(properties("2 of 2 BMCs answer")));
        first.setProperties(FrameworkUtil.asDictionary(properties("2 of 2 BMCs answer")));
        first.unregister();
        started("2 of 2 BMCs answer");

        assertThat(told).containsExactly("READY=1\nSTATUS=1 of 2 BMCs answers", "STATUS=2 of 2 BMCs answer");
        progress.close();
    }

    private SignsOfLife signs() {
        return new SignsOfLife(context, PATIENCE);
    }

    private ServiceRegistration<?> part(String name, CompletableFuture<Void> sign) {
        Supplier<CompletableFuture<Void>> supplier = () -> sign;
        return context.registerService(
                Supplier.class, supplier, FrameworkUtil.asDictionary(Map.of(SignsOfLife.NAME, name)));
    }

    private ServiceRegistration<?> started(String status) {
        return context.registerService(
                Condition.class, Condition.INSTANCE, FrameworkUtil.asDictionary(properties(status)));
    }

    private static Map<String, Object> properties(String status) {
        return Map.of(Condition.CONDITION_ID, "org.ipmibridge.started", "org.ipmibridge.status", status);
    }
}
