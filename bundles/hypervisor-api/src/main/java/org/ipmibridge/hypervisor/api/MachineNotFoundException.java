package org.ipmibridge.hypervisor.api;

/** There is no such machine, or more than one that answers to the name. */
public final class MachineNotFoundException extends HypervisorException {
    private static final long serialVersionUID = 1L;

    public MachineNotFoundException(String message) {
        super(message);
    }

    public MachineNotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
