package org.ipmibridge.ipmi.users;

/** An account's configuration cannot be used; the message names the key, the value unless it is secret, and why. */
final class InvalidAccountException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidAccountException(String key, Object value, String reason) {
        super(key + " = " + value + ": " + reason);
    }

    InvalidAccountException(String key, String reason) {
        super(key + ": " + reason);
    }
}
