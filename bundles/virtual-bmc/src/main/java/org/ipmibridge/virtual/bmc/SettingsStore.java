package org.ipmibridge.virtual.bmc;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The settings of all BMCs, one small file each in {@code bmc/} of the data directory. Thread-safe. */
@Component(service = SettingsStore.class)
public final class SettingsStore implements AutoCloseable {
    private final Optional<Path> directory;
    private final Function<String, Map<String, byte[]>> volatileValues;
    private final Map<String, BmcSettings> settings = new ConcurrentHashMap<>();
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
                VolatileValues.of(context)::of);
    }

    /**
     * @param data the data directory; none for memory only
     * @param volatileValues gives the map for a BMC's values that never go to disk
     */
    SettingsStore(Optional<Path> data, Function<String, Map<String, byte[]>> volatileValues) {
        directory = data.map(path -> path.resolve("bmc"));
        this.volatileValues = volatileValues;
    }

    /** The settings of the BMC with this name. */
    BmcSettings of(String bmc) {
        return settings.computeIfAbsent(bmc, this::open);
    }

    private BmcSettings open(String bmc) {
        Optional<SettingsFile> file = directory.map(path -> new SettingsFile(path.resolve(bmc + ".properties")));
        return new StoredSettings(file, writer, volatileValues.apply(bmc));
    }

    /** Waits until all is written. */
    @Override
    @Deactivate
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
