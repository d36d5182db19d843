package org.ipmibridge.ipmi.api.command;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Implements one command. Register it as a service with the {@link IpmiCommand} properties; the dispatcher finds it (whiteboard), and
 * where two claim the same command the one of the higher service ranking serves.
 *
 * <p>Before it is called, the dispatcher has checked that the session's privilege is enough. Called concurrently, on an I/O thread: it must
 * not block. A handler that has the answer in memory returns a completed stage; one that asks a backend returns the backend's stage.
 *
 * <p>Failures: throw {@link CommandException}, or complete with it, for a completion code. A {@link
 * org.ipmibridge.ipmi.protocol.MalformedPacketException} from reading the data becomes C7h, and anything else FFh and a stack trace in
 * the log. A stage not complete after 8 s is answered with C3h; what it does goes on.
 */
@ConsumerType
public interface CommandHandler {
    /** Runs the command. Neither the stage nor its value is null. */
    CompletionStage<CommandResponse> handle(CommandRequest request);
}
