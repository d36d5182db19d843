package org.ipmibridge.hypervisor.vmware.soap;

import java.rmi.RemoteException;

/** The server answers, but does not let a file of a datastore be read or stored; the message says why. */
public final class FileRefusedException extends RemoteException {
    private static final long serialVersionUID = 1L;

    /** Why it is refused. */
    public enum Reason {
        /** The account may not do it. */
        FORBIDDEN,
        /** There is no such datastore or folder. */
        NOT_FOUND,
        /** The datastore has no room for it. */
        FULL,
        /** The server does not say in a way that is understood. */
        OTHER
    }

    private final Reason reason;

    FileRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it is refused. */
    public Reason reason() {
        return reason;
    }
}
