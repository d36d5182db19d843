package org.ipmibridge.hypervisor.api;

/** The machine or the hypervisor has no such function or device. */
public final class UnsupportedRequestException extends HypervisorException {
    private static final long serialVersionUID = 1L;

    public UnsupportedRequestException(String message) {
        super(message);
    }

    public UnsupportedRequestException(String message, Throwable cause) {
        super(message, cause);
    }
}
