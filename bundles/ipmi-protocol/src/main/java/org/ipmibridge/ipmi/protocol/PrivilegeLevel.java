package org.ipmibridge.ipmi.protocol;

import java.util.Optional;

/** What a user may do, each level including those before it (IPMI v2.0, section 6.8). */
public enum PrivilegeLevel {
    CALLBACK(1),
    USER(2),
    OPERATOR(3),
    ADMINISTRATOR(4),
    OEM(5);

    private final int code;

    PrivilegeLevel(int code) {
        this.code = code;
    }

    /** The code on the wire, 1 to 5. */
    public int code() {
        return code;
    }

    /** @return the level with this code, or nothing for 0, Fh ("no access") and the reserved ones */
    public static Optional<PrivilegeLevel> of(int code) {
        return code >= 1 && code <= 5 ? Optional.of(values()[code - 1]) : Optional.empty();
    }

    public boolean includes(PrivilegeLevel other) {
        return compareTo(other) >= 0;
    }

    /** The lower of the two. */
    public PrivilegeLevel limitedTo(PrivilegeLevel limit) {
        return limit.includes(this) ? this : limit;
    }
}
