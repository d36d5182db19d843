package org.ipmibridge.shell.commands;

import java.io.IOException;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Console;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.runtime.api.shell.Screen;
import org.ipmibridge.shell.commands.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever gave a command: who that is, on what screen, and how to ask back. */
public final class Operator {
    /** Who uses a Gogo session that no shell of the bridge has opened: this process. */
    private static final Caller PROCESS = new Caller(System.getProperty("user.name"), "gogo", Role.ADMINISTRATOR);

    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

    private final CommandSession session;

    private Operator(CommandSession session) {
        this.session = session;
    }

    /** The one whose session it is. */
    public static Operator of(CommandSession session) {
        return new Operator(session);
    }

    /** Who it is. */
    public Caller caller() {
        return session.get(Caller.VARIABLE) instanceof Caller caller ? caller : PROCESS;
    }

    /** Where the output goes. */
    public Screen screen() {
        return session.get(Screen.VARIABLE) instanceof Screen screen ? screen : Screen.NONE;
    }

    /**
     * Asks for a line.
     *
     * @param prompt shown before the line; it has no line end
     * @param secret whether the line must not be seen while it is typed
     * @return the line; none when there is no more input
     */
    public Optional<String> ask(String prompt, boolean secret) {
        try {
            return session.get(Console.VARIABLE) instanceof Console console
                    ? console.ask(prompt, secret)
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted; nothing was changed");
        } catch (IOException e) {
            throw new ShellException("no answer: " + e.getMessage());
        }
    }

    /**
     * Writes into the log what this operator has changed. Every command that changes something calls it once, when it is done.
     *
     * @param what for example {@code machine vm1: power on}; never a secret
     */
    public void changed(String what) {
        LOG.info("shell {}: {}", caller(), Printable.of(what));
    }
}
