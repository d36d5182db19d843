package org.ipmibridge.runtime.api.shell;

import java.util.Locale;

/** What a user of the shell may do. Each role includes those before it. */
public enum Role {
    /** Looks at everything that is no secret, and changes nothing. */
    READ_ONLY,
    /** Works with machines: power, boot device, ISO images, sessions. */
    OPERATOR,
    /** Does everything: users, BMCs, configuration, bundles, and Gogo itself. */
    ADMINISTRATOR;

    /** Whether this role may do what the other one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As it is written: {@code read-only}, {@code operator}, {@code administrator}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
