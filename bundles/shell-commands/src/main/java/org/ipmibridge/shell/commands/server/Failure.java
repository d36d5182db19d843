package org.ipmibridge.shell.commands.server;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.runtime.api.shell.ShellSession;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.UsageException;
import org.ipmibridge.shell.commands.syntax.Command;
import org.ipmibridge.shell.commands.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a command did not succeed.
 *
 * @param exitCode one of those of {@link ShellSession}
 * @param message for the operator, one line
 * @param usage how to call it; may be empty
 */
record Failure(int exitCode, String message, String usage) {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    /** What is thrown where no method of a command takes the arguments. */
    private static final String NO_SUCH_METHOD = "Cannot coerce ";

    /** @param command the command that was called, if it is known */
    static Failure of(Exception e, Optional<Command> command) {
        String usage = command.map(Command::usage).orElse("");
        String message = String.valueOf(e.getMessage());
        if (e instanceof UsageException) {
            return new Failure(ShellSession.MISUSED, message, usage);
        }
        if (e instanceof ShellException || e instanceof HypervisorException) {
            return new Failure(ShellSession.FAILED, message, "");
        }
        if (e instanceof CommandNotFoundException) {
            return new Failure(ShellSession.MISUSED, message + "; 'help' lists all", "");
        }
        if (e instanceof IllegalArgumentException && message.startsWith(NO_SUCH_METHOD)) {
            return new Failure(ShellSession.MISUSED, "wrong arguments", usage);
        }
        LOG.debug("a shell command failed", e);
        return new Failure(ShellSession.FAILED, e.getClass().getSimpleName() + ": " + message, "");
    }

    /** A name that does not name exactly one command. */
    static Failure notOne(String name, List<String> found) {
        return new Failure(
                ShellSession.MISUSED,
                found.isEmpty()
                        ? "unknown command: " + name + "; 'help' lists all"
                        : name + " can be " + String.join(" or ", found),
                "");
    }

    /** A command that is for another role. */
    static Failure notPermitted(String name, Role role, Optional<Role> required) {
        return new Failure(
                ShellSession.NOT_PERMITTED,
                name + " is for the role " + required.orElse(Role.ADMINISTRATOR) + "; yours is " + role,
                "");
    }

    /** Prints it and gives its exit code. */
    int print(PrintStream err) {
        err.println(Printable.of(message));
        if (!usage.isEmpty()) {
            err.println(usage);
        }
        return exitCode;
    }
}
