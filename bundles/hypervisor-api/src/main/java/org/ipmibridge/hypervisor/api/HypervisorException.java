package org.ipmibridge.hypervisor.api;

/**
 * Something that a hypervisor or a machine could not do. The message is for the operator: it names the machine and what was
 * asked, in words. A backend throws one of the subclasses where one fits, and this class itself where none does.
 */
public class HypervisorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HypervisorException(String message) {
        super(message);
    }

    public HypervisorException(String message, Throwable cause) {
        super(message, cause);
    }
}
