package org.ipmibridge.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;

/** Settings in memory that can also play a restart of the bridge, and a disk that is full. Thread-safe. */
public final class FakeBmcSettings implements BmcSettings {
    private final Map<String, byte[]> inForce = new ConcurrentHashMap<>();
    private final Map<String, byte[]> onDisk = new ConcurrentHashMap<>();
    private volatile Exception diskFailure;

    /** From now on, what should reach the disk fails with this; null heals the disk. */
    public void failWrites(Exception failure) {
        diskFailure = failure;
    }

    /** What is left after a restart: everything that was written to disk, and nothing else. */
    public void restart() {
        inForce.clear();
        inForce.putAll(onDisk);
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(inForce.get(key)).map(byte[]::clone);
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value) {
        check(key, value);
        inForce.put(key, value.clone());
        return toDisk(() -> onDisk.put(key, value.clone()));
    }

    @Override
    public void putVolatile(String key, byte[] value) {
        check(key, value);
        inForce.put(key, value.clone());
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        inForce.remove(key);
        return toDisk(() -> onDisk.remove(key));
    }

    private CompletionStage<Void> toDisk(Runnable write) {
        Exception failure = diskFailure;
        if (failure != null) {
            return CompletableFuture.failedStage(failure);
        }
        write.run();
        return CompletableFuture.completedStage(null);
    }

    private static void check(String key, byte[] value) {
        if (!key.matches("[a-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException("key " + key);
        }
        if (value.length > MAX_VALUE) {
            throw new IllegalArgumentException(key + ": " + value.length + " bytes");
        }
    }
}
