package org.ipmibridge.virtual.bmc;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings in memory, written behind by another thread; many changes in a row are written at once. Thread-safe. */
final class StoredSettings implements BmcSettings {
    private static final Logger log = LoggerFactory.getLogger(StoredSettings.class);
    private static final Pattern KEY = Pattern.compile("[a-z0-9.-]{1,64}");

    private final Optional<SettingsFile> file;
    private final Executor writer;
    private final Map<String, byte[]> volatileValues;
    /** Whoever writes the file holds its monitor: this bundle's predecessor may do so too. */
    private final Map<String, byte[]> lasting;

    private CompletableFuture<Void> unwritten;
    private int writes;
    private boolean failing;

    private StoredSettings(
            Optional<SettingsFile> file,
            Executor writer,
            Map<String, byte[]> lasting,
            Map<String, byte[]> volatileValues) {
        this.file = file;
        this.writer = writer;
        this.lasting = lasting;
        this.volatileValues = volatileValues;
    }

    /**
     * Reads what the BMC remembers.
     *
     * @param file where the values are kept; none for memory only
     * @param writer another thread, which writes; when it takes no more work, who makes a change writes it
     */
    static StoredSettings load(Optional<SettingsFile> file, Executor writer) {
        Map<String, byte[]> lasting = new ConcurrentHashMap<>();
        file.ifPresent(found -> lasting.putAll(found.load()));
        return new StoredSettings(file, writer, lasting, new ConcurrentHashMap<>());
    }

    /** Goes on with the values that {@link #handOver()} gave. */
    static StoredSettings goOn(Optional<SettingsFile> file, Executor writer, List<Map<String, byte[]>> values) {
        return new StoredSettings(file, writer, values.get(0), values.get(1));
    }

    /** The values themselves, lasting ones and others: changes of either side are seen by the other one. */
    List<Map<String, byte[]>> handOver() {
        return List.of(lasting, volatileValues);
    }

    /** Whether a file has all that is to last. */
    synchronized boolean isOnDisk() {
        return file.isPresent() ? writes == 0 && !failing : lasting.isEmpty();
    }

    @Override
    public Optional<byte[]> get(String key) {
        byte[] value = volatileValues.get(key);
        return Optional.ofNullable(value == null ? lasting.get(key) : value).map(byte[]::clone);
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value) {
        check(key, value);
        lasting.put(key, value.clone());
        volatileValues.remove(key);
        return writeBehind();
    }

    @Override
    public void putVolatile(String key, byte[] value) {
        check(key, value);
        volatileValues.put(key, value.clone());
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        volatileValues.remove(key);
        return lasting.remove(key) == null ? CompletableFuture.completedStage(null) : writeBehind();
    }

    private synchronized CompletionStage<Void> writeBehind() {
        if (file.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        if (unwritten == null) {
            return beginWriting(file.get());
        }
        return unwritten.minimalCompletionStage();
    }

    private CompletionStage<Void> beginWriting(SettingsFile target) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        unwritten = begun;
        writes++;
        try {
            writer.execute(() -> write(target));
        } catch (RejectedExecutionException closed) {
            // The bundle is being replaced, or the bridge stops; this comes from a command that was under way.
            write(target);
        }
        return begun.minimalCompletionStage();
    }

    private void write(SettingsFile target) {
        CompletableFuture<Void> written = takeUnwritten();
        try {
            synchronized (lasting) {
                target.store(lasting);
            }
            endWriting(false);
            written.complete(null);
        } catch (IOException | RuntimeException e) {
            if (!endWriting(true)) {
                log.error("{} cannot be written; changes are lost when the bridge stops: {}", target, e.toString());
            }
            written.completeExceptionally(e);
        }
    }

    /** Tells whether the one before failed too. */
    private synchronized boolean endWriting(boolean failed) {
        boolean before = failing;
        failing = failed;
        writes--;
        return before;
    }

    private synchronized CompletableFuture<Void> takeUnwritten() {
        CompletableFuture<Void> taken = unwritten;
        unwritten = null;
        return taken;
    }

    private static void check(String key, byte[] value) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(key + " is no key of a BMC's settings");
        }
        if (value.length > MAX_VALUE) {
            throw new IllegalArgumentException(key + ": " + value.length + " bytes, " + MAX_VALUE + " are the most");
        }
    }
}
