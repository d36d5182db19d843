package org.ipmibridge.hypervisor.vmware.soap;

import com.vmware.vim25.MethodFault;
import java.rmi.RemoteException;

/** The server answered with a SOAP fault, or a task ended with one. */
public final class VimFault extends RemoteException {
    private static final long serialVersionUID = 1L;

    private final transient MethodFault fault;
    private final String type;
    private final String words;

    /**
     * @param fault the fault's data; an {@link UnknownFault} when the server did not say or the type is not known
     * @param type the fault's type in the vSphere API, for instance {@code NoPermission}
     * @param words what the server says of it
     */
    public VimFault(MethodFault fault, String type, String words) {
        super(type + ": " + words);
        this.fault = fault;
        this.type = type;
        this.words = words;
    }

    /** The fault's data. */
    public MethodFault fault() {
        return fault;
    }

    /** The fault's type in the vSphere API. */
    public String type() {
        return type;
    }

    /** What the server says of it; may be empty. */
    public String words() {
        return words;
    }

    /** Whether the call was not made for want of a session. */
    public boolean isSessionLost() {
        return type.equals("NotAuthenticated");
    }
}
