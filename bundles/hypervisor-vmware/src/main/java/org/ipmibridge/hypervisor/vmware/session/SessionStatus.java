package org.ipmibridge.hypervisor.vmware.session;

import java.time.Instant;
import java.util.Optional;

/**
 * How the connection to a server is.
 *
 * @param product the server's product and version in its own words, once it has told
 * @param connectedSince since when the session of now exists; none when there is no session or the server does not answer
 * @param calls how many SOAP calls were sent since the start
 * @param logIns how many log-ins succeeded since the start
 * @param problem why there is no connection, in words
 */
public record SessionStatus(
        Optional<String> product,
        Optional<Instant> connectedSince,
        long calls,
        long logIns,
        Optional<String> problem) {}
