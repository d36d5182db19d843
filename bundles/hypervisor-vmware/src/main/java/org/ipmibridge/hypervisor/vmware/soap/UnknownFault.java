package org.ipmibridge.hypervisor.vmware.soap;

import com.vmware.vim25.MethodFault;

/** A fault of a type that is newer than the data types. */
public final class UnknownFault extends MethodFault {
    private static final long serialVersionUID = 1L;

    private final String type;

    UnknownFault(String type) {
        this.type = type;
    }

    /** Its type in the vSphere API. */
    public String type() {
        return type;
    }
}
