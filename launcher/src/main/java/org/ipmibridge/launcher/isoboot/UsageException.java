package org.ipmibridge.launcher.isoboot;

/** The command line asks for something that cannot be; the message says what. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
