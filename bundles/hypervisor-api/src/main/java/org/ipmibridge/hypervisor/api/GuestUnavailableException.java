package org.ipmibridge.hypervisor.api;

/** The guest cannot be asked, because its tools do not run. */
public final class GuestUnavailableException extends HypervisorException {
    private static final long serialVersionUID = 1L;

    public GuestUnavailableException(String message) {
        super(message);
    }

    public GuestUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
