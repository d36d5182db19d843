package org.ipmibridge.launcher.migration;

/** Nothing can be imported; the message says where and why, and shows no secret. */
final class ImportException extends Exception {
    private static final long serialVersionUID = 1L;

    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
