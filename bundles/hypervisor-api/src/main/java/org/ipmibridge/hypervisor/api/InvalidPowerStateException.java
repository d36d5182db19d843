package org.ipmibridge.hypervisor.api;

/** The request makes no sense in the power state that the machine is in. */
public final class InvalidPowerStateException extends HypervisorException {
    private static final long serialVersionUID = 1L;

    public InvalidPowerStateException(String message) {
        super(message);
    }

    public InvalidPowerStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
