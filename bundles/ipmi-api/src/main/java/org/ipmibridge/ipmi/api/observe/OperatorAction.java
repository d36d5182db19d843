package org.ipmibridge.ipmi.api.observe;

import java.time.Instant;
import java.util.List;

/**
 * A command that an operator gave in the shell, and how it ended.
 *
 * @param time when it ended
 * @param user the operator's name
 * @param origin where the operator is
 * @param role what the operator may do
 * @param command the command's full name, for example {@code machine:power}; {@code gogo} for a script
 * @param arguments its arguments, without secrets
 * @param exitCode 0 for success
 * @param nanos how long it took, in nanoseconds
 */
public record OperatorAction(
        Instant time,
        String user,
        String origin,
        String role,
        String command,
        List<String> arguments,
        int exitCode,
        long nanos)
        implements Happening {}
