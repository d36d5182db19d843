package org.ipmibridge.bundle.deployer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/**
 * Updates the deployer's own bundle, on a thread that outlives it. All that may be needed is in memory before it begins, as the class loader of
 * the old content is closed meanwhile.
 */
final class SelfUpdate implements Runnable {
    /** The file that tells the successor that what it replaced does not work, and why. */
    static final String FAILED = "failed-update";

    private final Bundle self;
    private final byte[] jar;
    private final byte[] before;
    private final Path report;

    private SelfUpdate(Bundle self, byte[] jar, byte[] before, Path report) {
        this.self = self;
        this.jar = jar;
        this.before = before;
        this.report = report;
    }

    /**
     * Begins and returns at once.
     *
     * @param jar the new content; null for the distribution's own
     * @param before what to put back when that does not work; null for the distribution's own
     * @param storage where the successor looks for {@link #FAILED}
     */
    static void begin(Bundle self, Path jar, Path before, Path storage) throws IOException {
        SelfUpdate update = new SelfUpdate(self, bytes(jar), bytes(before), storage.resolve(FAILED));
        Thread thread = new Thread(update, "bundle-deployer-update");
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] bytes(Path path) throws IOException {
        return path == null ? null : Files.readAllBytes(path);
    }

    @Override
    public void run() {
        String failure = attempt(jar);
        if (failure != null && jar != null) {
            try {
                Files.writeString(report, failure);
            } catch (IOException e) {
                // Then the successor takes it for good, tries it, and comes here again.
            }
            attempt(before);
        }
    }

    private boolean works() {
        ServiceReference<?>[] services = self.getRegisteredServices();
        BundleContext context = self.getBundleContext();
        if (services == null || context == null) {
            return false;
        }
        for (ServiceReference<?> service : services) {
            if (context.getService(service) == null) {
                return false;
            }
            context.ungetService(service);
        }
        return true;
    }

    /** @return why it does not work; null if it does */
    private String attempt(byte[] content) {
        try {
            InputStream in = content == null ? null : new ByteArrayInputStream(content);
            if (in == null) {
                self.update();
            } else {
                self.update(in);
            }
            self.start(Bundle.START_ACTIVATION_POLICY);
            return works() ? null : "its component cannot be made";
        } catch (BundleException e) {
            return e.getCause() == null ? e.getMessage() : e.getCause().toString();
        }
    }
}
