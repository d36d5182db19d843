package org.ipmibridge.hypervisor.api;

/** The machine is truly in between two states and cannot take the request now; ask again later. */
public final class MachineBusyException extends HypervisorException {
    private static final long serialVersionUID = 1L;

    public MachineBusyException(String message) {
        super(message);
    }

    public MachineBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
