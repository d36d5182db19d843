package org.ipmibridge.hypervisor.api;

/** The hypervisor does not let the bridge's account do this. */
public final class PermissionDeniedException extends HypervisorException {
    private static final long serialVersionUID = 1L;

    public PermissionDeniedException(String message) {
        super(message);
    }

    public PermissionDeniedException(String message, Throwable cause) {
        super(message, cause);
    }
}
