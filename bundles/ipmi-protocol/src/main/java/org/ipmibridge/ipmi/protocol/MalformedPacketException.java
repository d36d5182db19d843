package org.ipmibridge.ipmi.protocol;

/**
 * Bytes that cannot be what they claim to be: too short, too long, or with a field outside its range.
 *
 * <p>It carries no stack trace, because hostile packets would otherwise make it the most expensive thing that we do.
 */
public final class MalformedPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, for a debug log; never contains a secret */
    public MalformedPacketException(String message) {
        super(message, null, false, false);
    }
}
