package org.ipmibridge.ipmi.console;

/** Nobody could be logged in; the message says where and why, in words. */
public final class LogInException extends ConsoleException {
    private static final long serialVersionUID = 1L;

    LogInException(String message, Throwable cause) {
        super(message, cause);
    }
}
