package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;

/**
 * A session that is logged in.
 *
 * @param port the operations of the vSphere API; they block
 * @param content the server's root objects
 */
public record Vim(VimPortType port, ServiceContent content) {}
