package org.ipmibridge.hypervisor.vmware.session;

import java.rmi.RemoteException;

/** What is to be done in a session; may block, and may be run again in another session if it failed in the first one. */
@FunctionalInterface
public interface VimCall<T> {
    /** @throws RemoteException as the operations of the port type throw it */
    T on(Vim vim) throws RemoteException;
}
