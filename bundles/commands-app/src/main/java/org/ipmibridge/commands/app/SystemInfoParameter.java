package org.ipmibridge.commands.app;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;

/**
 * The system info parameters that are strings (IPMI v2.0, section 22.14a). What the running operating system tells of itself is kept until
 * the bridge stops, all else for good.
 */
enum SystemInfoParameter {
    SYSTEM_FIRMWARE_VERSION(1, false),
    SYSTEM_NAME(2, false),
    PRIMARY_OPERATING_SYSTEM_NAME(3, false),
    OPERATING_SYSTEM_NAME(4, true),
    PRESENT_OS_VERSION_NUMBER(5, true),
    BMC_URL(6, false),
    MANAGEMENT_URL(7, false);

    private static final String KEY = "app.system-info.";
    private static final String SET_IN_PROGRESS = KEY + "set-in-progress";

    private final int selector;
    private final boolean isVolatile;

    SystemInfoParameter(int selector, boolean isVolatile) {
        this.selector = selector;
        this.isVolatile = isVolatile;
    }

    static Optional<SystemInfoParameter> of(int selector) {
        return selector >= 1 && selector <= values().length ? Optional.of(values()[selector - 1]) : Optional.empty();
    }

    /** What a client set. */
    Optional<SystemInfoString> get(BmcSettings settings) {
        return settings.get(key()).map(SystemInfoString::ofBytes);
    }

    CompletionStage<Void> put(BmcSettings settings, SystemInfoString value) {
        if (isVolatile) {
            settings.putVolatile(key(), value.toBytes());
            return CompletableFuture.completedStage(null);
        }
        return settings.put(key(), value.toBytes());
    }

    /** Whether a client said that it is setting parameters (parameter 0). */
    static boolean isSetInProgress(BmcSettings settings) {
        return settings.get(SET_IN_PROGRESS).isPresent();
    }

    static void setInProgress(BmcSettings settings, boolean inProgress) {
        if (inProgress) {
            settings.putVolatile(SET_IN_PROGRESS, new byte[] {1});
        } else {
            settings.remove(SET_IN_PROGRESS);
        }
    }

    /** Forgets what is kept until the bridge stops. */
    static void forgetVolatile(BmcSettings settings) {
        setInProgress(settings, false);
        for (SystemInfoParameter parameter : values()) {
            if (parameter.isVolatile) {
                settings.remove(parameter.key());
            }
        }
    }

    private String key() {
        return KEY + selector;
    }
}
