package org.ipmibridge.hypervisor.vmware.soap;

import java.rmi.RemoteException;

/** There was no answer of the vSphere API, for a reason that the message tells in words. */
public final class TransportException extends RemoteException {
    private static final long serialVersionUID = 1L;

    /** What is known of the request. */
    public enum Kind {
        /** The server did not get it: no connection, or a certificate that is not believed. */
        NOT_SENT,
        /** The connection broke; the server may have got it. */
        BROKEN,
        /** No answer in time; the server may have got it. */
        TIMEOUT,
        /** An answer that is not of the vSphere API, such as a web page, or one that ends in the middle. */
        NOT_UNDERSTOOD
    }

    private final Kind kind;

    public TransportException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What is known of the request. */
    public Kind kind() {
        return kind;
    }

    /** The reason in words, without the cause's own. */
    @Override
    public String getMessage() {
        String whole = super.getMessage();
        int nested = whole.indexOf("; nested exception is:");
        return nested < 0 ? whole : whole.substring(0, nested);
    }
}
