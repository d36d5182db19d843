package org.ipmibridge.hypervisor.api;

/** The hypervisor lacks the resources for it, such as memory on the host. */
public final class InsufficientResourcesException extends HypervisorException {
    private static final long serialVersionUID = 1L;

    public InsufficientResourcesException(String message) {
        super(message);
    }

    public InsufficientResourcesException(String message, Throwable cause) {
        super(message, cause);
    }
}
