package org.ipmibridge.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.ipmibridge.launcher.service.ServiceManager;
import org.osgi.framework.BundleException;

/**
 * Ends the process cleanly. A Java machine that is told to stop by SIGTERM would exit with 143; being told to stop is no failure, so the
 * exit code is 0.
 */
final class Stop {
    private static final long LONGEST_MILLIS = 8_000;

    private volatile FrameworkRunner runner;
    private volatile List<Closeable> resources = List.of();
    private volatile ServiceManager manager = ServiceManager.none();
    private volatile boolean stopping;
    private volatile int code;

    Stop() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    /** Says what is to be stopped, and closed afterwards in this order. */
    void stops(FrameworkRunner started, Closeable... held) {
        resources = List.of(held);
        runner = started;
    }

    /** Says whom to tell. */
    void tells(ServiceManager told) {
        manager = told;
    }

    /** Whether the process is ending: bundles that do not run any more are no failures then. */
    boolean isUnderWay() {
        return stopping;
    }

    /** Ends the process; does not return. */
    void exit() {
        System.exit(0);
    }

    /** Says why and ends the process with 1, unless it is ending anyway: being stopped makes a start fail too. Does not return. */
    void fail(String reason) {
        if (!stopping) {
            code = 1;
            System.err.println("bridge: " + reason);
        }
        System.exit(1);
    }

    private void stop() {
        stopping = true;
        manager.stopping();
        try {
            if (runner != null) {
                runner.stop(LONGEST_MILLIS);
            }
            for (Closeable resource : resources) {
                resource.close();
            }
        } catch (BundleException | IOException e) {
            System.err.println("bridge: did not stop cleanly: " + Reason.ofRoot(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(code);
    }
}
