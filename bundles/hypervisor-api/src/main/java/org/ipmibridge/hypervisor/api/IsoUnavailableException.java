package org.ipmibridge.hypervisor.api;

/** The ISO image does not exist where the machine could read it. */
public final class IsoUnavailableException extends HypervisorException {
    private static final long serialVersionUID = 1L;

    public IsoUnavailableException(String message) {
        super(message);
    }

    public IsoUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
