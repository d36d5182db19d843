package org.ipmibridge.launcher;

/** The bridge cannot start or run; the message is one line for the operator that says what and why. */
public final class LauncherException extends Exception {
    private static final long serialVersionUID = 1L;

    LauncherException(String message) {
        super(message);
    }

    LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
