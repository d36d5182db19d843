package org.ipmibridge.ipmi.api.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.annotation.versioning.ProviderType;

/** What others may see of an active session. Thread-safe; values can change between two calls. */
@ProviderType
public interface Session {
    /** The name of the BMC that it is with. */
    String bmc();

    /** Our session ID (SIDC), by which packets name it; never 0. */
    int id();

    /** The session handle, 1 to FFh; unique among the sessions of its BMC (IPMI v2.0, section 22.20). */
    int handle();

    /** The user's ID, 1 to 63. */
    int userId();

    /** The user's name as the client gave it, ISO 8859-1; may be empty, and may hold control characters. */
    String userName();

    /** The privilege that it has now. */
    PrivilegeLevel privilege();

    /** The highest privilege that it can have. */
    PrivilegeLevel privilegeLimit();

    /** Where its last packet came from. */
    InetSocketAddress peer();

    /** Whether it is an IPMI v2.0 session. */
    boolean rmcpPlus();

    /** How it is protected, for people: {@code suite 17} or {@code MD5}. */
    String protection();

    /** When it became active. */
    Instant since();
}
