package org.ipmibridge.shell.commands;

/** A command that was given arguments it does not understand. */
public final class UsageException extends ShellException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
