package org.ipmibridge.virtual.bmc;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The settings of all BMCs, one small file each in {@code bmc/} of the data directory. When this bundle goes it leaves the values to its
 * successor, and shares them with it: a command under way still puts what it has to. Thread-safe.
 */
@Component(service = SettingsStore.class)
public final class SettingsStore implements AutoCloseable {
    private final Optional<Path> directory;
    private final HandOver left;
    private final boolean successors;
    private final Map<String, StoredSettings> settings = new ConcurrentHashMap<>();
    private volatile Consumer<Set<String>> watcher = bmcs -> {};
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "bmc-settings");
        thread.setDaemon(true);
        return thread;
    });

    /** Called by the framework. */
    @Activate
    public SettingsStore(BundleContext context) {
        this(
                Optional.ofNullable(context.getProperty("org.ipmibridge.data")).map(Path::of),
                HandOver.of(context, "org.ipmibridge.virtual.bmc"));
    }

    /**
     * @param data the data directory; none for memory only
     * @param left has the values that this bundle's predecessor left, by the name of the BMC
     */
    SettingsStore(Optional<Path> data, HandOver left) {
        directory = data.map(path -> path.resolve("bmc"));
        this.left = left;
        successors = !left.keys().isEmpty();
    }

    /** Whether there was another one before it, in the same run of the bridge. */
    boolean isSuccessors() {
        return successors;
    }

    /** The settings of the BMC with this name. */
    BmcSettings of(String bmc) {
        return settings.computeIfAbsent(bmc, this::open);
    }

    /** The BMCs whose settings are in memory; a copy. */
    Set<String> names() {
        return Set.copyOf(settings.keySet());
    }

    /** Has somebody told of those that are forgotten, after it. */
    void watch(Consumer<Set<String>> told) {
        watcher = told;
    }

    /**
     * Forgets the settings of BMCs that are gone, but for what is in their files. It keeps those that have something to last which no file has. To
     * be called when nobody else asks for them.
     */
    void forget(Set<String> bmcs) {
        watcher.accept(bmcs.stream()
                .filter(bmc ->
                        settings.computeIfPresent(bmc, (name, values) -> values.isOnDisk() ? null : values) == null)
                .collect(Collectors.toSet()));
    }

    @SuppressWarnings("unchecked")
    private StoredSettings open(String bmc) {
        Optional<SettingsFile> file = directory.map(path -> new SettingsFile(path.resolve(bmc + ".properties")));
        return left.take(bmc, List.class)
                .map(values -> StoredSettings.goOn(file, writer, (List<Map<String, byte[]>>) values))
                .orElseGet(() -> StoredSettings.load(file, writer));
    }

    /** Waits until all is written, and leaves it to the successor. */
    @Override
    @Deactivate
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        settings.forEach((bmc, values) -> left.leave(bmc, values.handOver()));
    }
}
