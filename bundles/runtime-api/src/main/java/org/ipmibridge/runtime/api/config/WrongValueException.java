package org.ipmibridge.runtime.api.config;

/** A value of a configuration that cannot be taken. The message is one line with file, key, value and reason. */
public final class WrongValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final String key;
    private final String value;
    private final String reason;

    /**
     * @param source the file, or the PID where there is none
     * @param key the key of the value
     * @param value the value as it is written; null when it must not be shown, or when there is none
     * @param reason what is wrong with it
     */
    public WrongValueException(String source, String key, String value, String reason) {
        super(source + ": " + key + (value == null ? "" : " = " + value) + ": " + reason);
        this.source = source;
        this.key = key;
        this.value = value == null ? "" : value;
        this.reason = reason;
    }

    public String source() {
        return source;
    }

    public String key() {
        return key;
    }

    /** The value as it is written; empty when it must not be shown. */
    public String value() {
        return value;
    }

    public String reason() {
        return reason;
    }
}
