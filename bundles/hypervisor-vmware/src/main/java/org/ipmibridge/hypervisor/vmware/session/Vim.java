package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import org.ipmibridge.hypervisor.vmware.soap.VimClient;

/**
 * A session that is logged in.
 *
 * @param port the operations of the vSphere API; they block
 * @param content the server's root objects
 * @param number the session's number, another one for each log-in
 */
public record Vim(VimPortType port, ServiceContent content, long number) {
    /** A session that is the only one. */
    public Vim(VimPortType port, ServiceContent content) {
        this(port, content, 1);
    }

    /** What the port type does not offer: answers that are handed over object by object, and files of datastores. */
    public VimClient client() {
        return (VimClient) port.getWsc();
    }
}
