package org.ipmibridge.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.ipmibridge.launcher.RunOptions.Switch;
import org.ipmibridge.launcher.service.ServiceManager;
import org.ipmibridge.launcher.shell.Console;

/** Runs the bridge in the foreground until SIGTERM or SIGINT, with exit code 0; or says in one line why it cannot, with 1. */
public final class Main {

    private static final Duration ROLLBACK = Duration.ofSeconds(10);

    private Main() {}

    /**
     * Runs the bridge.
     *
     * @param arguments {@code [--console] [--prepare] [--trial] HOME CONFIG DATA}
     */
    public static void main(String[] arguments) {
        Stop stop = new Stop();
        try {
            RunOptions options = RunOptions.parse(List.of(arguments));
            FrameworkRunner runner = start(options, stop);
            List<BundleFailure> failures = runner.failures(patience(options));
            if (!stop.isUnderWay()) {
                report(failures);
            }
            runner.awaitStop();
            stop.exit();
        } catch (LauncherException e) {
            stop.fail(e.getMessage());
        } catch (InterruptedException e) {
            stop.fail("interrupted");
        } catch (IllegalStateException | NullPointerException e) {
            // A framework that is being stopped during the start refuses what is asked of it, or has nothing to ask any
            // more.
            if (!stop.isUnderWay()) {
                throw e;
            }
        }
    }

    /** A bundle from deploy/ that does not start gives way to the distribution's own, but not at the same moment. */
    private static Duration patience(RunOptions options) {
        String[] deployed = options.data().resolve("deploy").toFile().list();
        return deployed == null || deployed.length == 0 ? Duration.ZERO : ROLLBACK;
    }

    private static FrameworkRunner start(RunOptions options, Stop stop) throws LauncherException, InterruptedException {
        Distribution distribution = new Distribution(options.home());
        ConfigDirectory config = new ConfigDirectory(options.config());
        config.check();
        DataDirectory data = DataDirectory.take(options.data());
        ShellSocket socket;
        LoggingCopy logging;
        try {
            data.privateDirectory("cache");
            data.privateDirectory("deploy");
            socket = ShellSocket.place(data);
            logging = LoggingCopy.place(data, config.logging(distribution));
        } catch (IOException e) {
            throw new LauncherException("the data directory " + data.path() + " cannot be used: " + Reason.of(e), e);
        }
        FrameworkProperties properties =
                new FrameworkProperties(distribution, config, data.path(), socket.path(), logging.path());
        properties.toSystem();
        FrameworkRunner runner = new FrameworkRunner(distribution, properties.asMap());
        stop.stops(runner, socket, logging, data);
        ServiceManager manager = options.has(Switch.TRIAL)
                ? ServiceManager.none()
                : ServiceManager.of(System.getenv(), data.path().resolve("cache"));
        stop.tells(manager);
        runner.start();
        if (options.has(Switch.TRIAL)) {
            Trial.run(data);
            stop.exit();
        }
        manager.follow(runner.context());
        if (options.has(Switch.PREPARE)) {
            Preparation.schedule(distribution, data);
        }
        if (options.has(Switch.CONSOLE)) {
            Console.open(data.path());
        }
        return runner;
    }

    private static void report(List<BundleFailure> failures) throws LauncherException {
        failures.forEach(failure -> System.err.println("bridge: " + failure));
        if (failures.stream().anyMatch(BundleFailure::core)) {
            throw new LauncherException("the bridge cannot run without these bundles");
        }
    }
}
