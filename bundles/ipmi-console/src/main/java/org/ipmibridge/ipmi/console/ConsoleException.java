package org.ipmibridge.ipmi.console;

/** A console could not do what it was to do; the message says why, in words. */
public abstract class ConsoleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConsoleException(String message) {
        super(message);
    }

    ConsoleException(String message, Throwable cause) {
        super(message, cause);
    }
}
