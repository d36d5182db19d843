package org.ipmibridge.ipmi.dispatch;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.log.Printable;
import org.ipmibridge.ipmi.api.log.RateLimit;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes a completion code. Thread-safe. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final RateLimit complaints = new RateLimit();

    /** The answer to a command that failed. What no handler should do is a fault of ours: the log has all of it, the client FFh. */
    CommandResponse response(Command command, CommandRequest request, Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof CommandException answer) {
            command.trouble().over();
            log.debug(
                    "bmc={} {}: {}", request.bmc().name(), command.description().name(), answer.getMessage());
            return CommandResponse.error(answer.code());
        }
        if (cause instanceof MalformedPacketException) {
            command.trouble().over();
            return CommandResponse.error(CompletionCode.REQUEST_DATA_LENGTH_INVALID);
        }
        command.trouble().report("fails with " + words(cause));
        if (complaints.permits()) {
            log.error(
                    "bmc={} {} failed",
                    request.bmc().name(),
                    command.description().name(),
                    cause);
        }
        return CommandResponse.error(CompletionCode.UNSPECIFIED_ERROR);
    }

    private static String words(Throwable cause) {
        return cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : ": " + Printable.text(cause.getMessage()));
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
