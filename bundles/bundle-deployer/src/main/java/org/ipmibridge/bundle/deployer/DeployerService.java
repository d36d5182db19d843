package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the directory that the framework property {@value #DIRECTORY} names, now and then, on a thread of its own. */
@Component(
        service = {BundleDeployer.class, ProblemSource.class},
        immediate = true,
        configurationPid = DeployerService.PID)
@Designate(ocd = Settings.Config.class)
public final class DeployerService implements BundleDeployer, ProblemSource {
    /** The PID. */
    static final String PID = "org.ipmibridge.bundle.deployer";

    /** The framework property with the absolute path of the directory. */
    static final String DIRECTORY = "org.ipmibridge.deploy";

    /** How long an activator or a component of a deployed bundle may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(DeployerService.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile EventAdmin events;

    private final Path directory;
    private final LastGood<Settings> settings;
    private final Installer installer;
    private final Deployer deployer;
    private final int running;
    private final ScheduledExecutorService worker = newWorker();
    private final Rounds rounds;

    @Activate
    public DeployerService(
            BundleContext context,
            Settings.Config config,
            Map<String, ?> properties,
            @Reference ServiceComponentRuntime components)
            throws IOException, InterruptedException {
        settings = new LastGood<>(log, Settings.KEYS, Settings.DEFAULTS);
        settings.accept(properties, reader -> Settings.of(reader, config));
        directory = Path.of(context.getProperty(DIRECTORY));
        installer = new Installer(context, new Components(context, components), new Guard(PATIENCE));
        running = beginningLevel(context);
        deployer = new Deployer(
                directory,
                context.getDataFile("").toPath(),
                installer,
                context.getBundle(),
                this::tell,
                Clock.systemUTC());
        rounds = new Rounds(
                worker,
                this::lookAgain,
                () -> settings.get().pollMillis(),
                failure -> log.error("deploy: {} could not be looked at", directory, failure));
        boolean starting = installer.level() < running;
        if (starting) {
            deployer.look(settings.get(), true);
        }
        rounds.next(Deployer.SETTLED.toMillis());
    }

    private static int beginningLevel(BundleContext context) {
        String level = context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        return level == null ? 1 : Integer.parseInt(level);
    }

    private static ScheduledExecutorService newWorker() {
        ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "bundle-deployer");
            thread.setDaemon(true);
            return thread;
        });
        worker.setRemoveOnCancelPolicy(true);
        return worker;
    }

    @Modified
    void configure(Settings.Config config, Map<String, ?> properties) {
        settings.accept(properties, reader -> Settings.of(reader, config));
    }

    /** What is being done now is not waited for: it may be the reason why this component is deactivated. */
    @Deactivate
    void close() {
        // Nobody may wait for what will never be done.
        worker.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false));
    }

    private long lookAgain() throws InterruptedException {
        long pause = settings.get().pollMillis();
        if (installer.level() < running) {
            return Deployer.SETTLED.toMillis();
        }
        return deployer.look(settings.get(), false) ? Math.min(pause, Deployer.SETTLED.toMillis()) : pause;
    }

    private void tell(String symbolicName, String text) {
        log.info("deploy: {}", text);
        BridgeEvent.of(BridgeEvent.BUNDLE, text)
                .with(EventConstants.BUNDLE_SYMBOLICNAME, symbolicName)
                .post(events);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public List<Deployment> deployments() {
        return deployer.deployments();
    }

    @Override
    public Deployment place(Path jar) throws IOException {
        Deployment placed = call(() -> deployer.place(jar));
        rounds.next(settings.get().pollMillis());
        return placed;
    }

    @Override
    public void takeBack(String file) throws IOException {
        call(() -> {
            deployer.takeBack(file);
            return file;
        });
        rounds.next(settings.get().pollMillis());
    }

    @Override
    public List<String> remove(String symbolicName) throws IOException {
        List<String> removed = call(() -> deployer.remove(symbolicName));
        rounds.next(settings.get().pollMillis());
        return removed;
    }

    @Override
    public void look() {
        rounds.next(0);
    }

    private <T> T call(Callable<T> task) throws IOException {
        try {
            return worker.submit(task).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (RejectedExecutionException | CancellationException e) {
            throw new IOException("the deployer is being restarted; try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(settings.problems());
        if (!deployer.trouble().isEmpty()) {
            problems.add(new Problem(directory.toString(), deployer.trouble(), Instant.now()));
        }
        deployer.deployments().stream()
                .filter(each -> each.state() != State.IN_FORCE && each.state() != State.PENDING)
                .forEach(each -> problems.add(new Problem("deploy/" + each.file(), words(each), each.since())));
        return problems;
    }

    private static String words(Deployment each) {
        String title = each.symbolicName().isEmpty() ? "" : each.symbolicName() + " " + each.version() + ": ";
        return title + each.reason();
    }
}
