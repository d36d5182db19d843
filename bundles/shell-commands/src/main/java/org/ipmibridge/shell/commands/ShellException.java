package org.ipmibridge.shell.commands;

/** A command that did not succeed; the message, one line, tells the operator why. */
public class ShellException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShellException(String message) {
        super(message);
    }
}
