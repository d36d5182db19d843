package org.ipmibridge.ipmi.api.bmc;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What one BMC remembers of what clients told it, such as the power restore policy: small values under names. It outlives the
 * bundles that use it and restarts of the bridge. Thread-safe; reads and writes take effect at once in memory.
 *
 * <p>A key is {@code <bundle>.<what>}, for example {@code chassis.power-restore-policy}, of at most 64 characters {@code a-z 0-9 . -}.
 */
@ProviderType
public interface BmcSettings {
    /** The longest value in bytes. */
    int MAX_VALUE = 4096;

    /** The value, as a new array; none when it was never set or was removed. */
    Optional<byte[]> get(String key);

    /**
     * Sets a value and writes it behind; the stage completes when it is on disk, or exceptionally when it cannot be written (it is then
     * in force until the bridge stops).
     *
     * @throws IllegalArgumentException if the key is not of the form above or the value is too long
     */
    CompletionStage<Void> put(String key, byte[] value);

    /** Sets a value for as long as the bridge runs and the BMC is not gone for minutes; it is never written to disk. */
    void putVolatile(String key, byte[] value);

    /** Forgets a value, in memory and on disk. */
    CompletionStage<Void> remove(String key);
}
