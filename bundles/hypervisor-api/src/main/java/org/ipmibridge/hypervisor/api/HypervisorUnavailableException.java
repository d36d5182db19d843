package org.ipmibridge.hypervisor.api;

/** The hypervisor cannot be reached or does not answer, so nothing is known about the machine. */
public final class HypervisorUnavailableException extends HypervisorException {
    private static final long serialVersionUID = 1L;

    public HypervisorUnavailableException(String message) {
        super(message);
    }

    public HypervisorUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
