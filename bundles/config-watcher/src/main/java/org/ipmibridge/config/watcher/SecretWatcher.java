package org.ipmibridge.config.watcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the secrets again and again, and delivers each configuration anew that names one that has changed: {@code $[secret:NAME]} is
 * looked up when a configuration is delivered, and nobody else delivers it because of its secrets.
 */
@Component(immediate = true)
public final class SecretWatcher implements ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger(SecretWatcher.class);
    private static final String DIRECTORIES = "org.apache.felix.configadmin.plugin.interpolation.secretsdir";
    private static final String FILE = "felix.fileinstall.filename";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\[secret:([^\\[\\];]+)");
    private static final long POLL_MILLIS = 500;

    private final ConfigurationAdmin configurations;
    private final List<SecretDirectory> directories;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "secret-watcher");
        thread.setDaemon(true);
        return thread;
    });
    private volatile List<Problem> problems = List.of();

    @Activate
    public SecretWatcher(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
        String all = context.getProperty(DIRECTORIES);
        directories = all == null
                ? List.of()
                : Arrays.stream(all.split(","))
                        .map(directory -> new SecretDirectory(Path.of(directory.strip())))
                        .toList();
        timer.scheduleWithFixedDelay(this::look, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    private void look() {
        try {
            for (SecretDirectory directory : directories) {
                Set<String> changed = directory.changes();
                if (!changed.isEmpty()) {
                    deliver(changed);
                }
            }
            problems = directories.stream()
                    .flatMap(directory -> directory.problems().stream())
                    .toList();
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.warn("the secrets cannot be watched now: {}", e.toString());
        }
    }

    private void deliver(Set<String> changed) throws IOException, InvalidSyntaxException {
        Configuration[] all = configurations.listConfigurations(null);
        for (Configuration configuration : all == null ? new Configuration[0] : all) {
            try {
                if (names(configuration.getProperties(), changed)) {
                    deliver(configuration);
                }
            } catch (IOException | RuntimeException e) {
                // It may have been deleted at this moment; the others must not miss the change because of it.
                LOG.warn("{}: a changed secret is not in force: {}", configuration, e.toString());
            }
        }
    }

    /**
     * Delivers a configuration as it is. Were the file edited at this very moment, the new content would be lost under the old one: then File
     * Install is made to read the file again.
     */
    private static void deliver(Configuration configuration) throws IOException {
        long count = configuration.getChangeCount();
        Dictionary<String, Object> raw = configuration.getProperties();
        configuration.update(raw);
        LOG.info("{}: a secret has changed", raw.get(FILE) == null ? configuration.getPid() : raw.get(FILE));
        if (configuration.getChangeCount() != count + 1 && raw.get(FILE) instanceof String file) {
            Files.setLastModifiedTime(Path.of(URI.create(file)), FileTime.from(Instant.now()));
        }
    }

    private static boolean names(Dictionary<String, Object> raw, Set<String> secrets) {
        if (raw == null) {
            return false;
        }
        return Collections.list(raw.elements()).stream()
                .filter(String.class::isInstance)
                .anyMatch(value -> names((String) value, secrets));
    }

    private static boolean names(String value, Set<String> secrets) {
        Matcher reference = REFERENCE.matcher(value);
        while (reference.find()) {
            if (secrets.contains(reference.group(1).strip())) {
                return true;
            }
        }
        return false;
    }
}
