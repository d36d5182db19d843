package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ManagedObjectNotFound;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.MissingProperty;
import com.vmware.vim25.NotAuthenticated;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.PropertyFilterSpec;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ipmibridge.hypervisor.vmware.session.Vim;
import org.ipmibridge.hypervisor.vmware.soap.VimFault;

/** Reads virtual machines directly. */
final class VmReads {
    private VmReads() {}

    /**
     * Reads all that is kept of some machines, in one call.
     *
     * @param batch takes what was read of those that are there
     * @throws VimFault {@code NotAuthenticated} when the session is lost, also where the server says so of each property only; {@code
     *     ManagedObjectNotFound} from a server that says so instead of leaving out who is gone
     */
    static Batch read(Vim vim, Collection<String> ids, Batch batch) throws RemoteException {
        PropertyFilterSpec[] filters = {Specs.vms(ids)};
        List<MissingProperty> missing = new ArrayList<>();
        vim.client().retrieve(vim.content().getPropertyCollector(), filters, content -> {
            missing.addAll(missing(content, NotAuthenticated.class));
            if (missing(content, ManagedObjectNotFound.class).isEmpty()) {
                batch.add(content);
            }
        });
        for (MissingProperty property : missing) {
            throw new VimFault(
                    property.getFault().getFault(), "NotAuthenticated", "no session to read " + property.getPath());
        }
        return batch;
    }

    /** What was not told, and for this reason. */
    private static List<MissingProperty> missing(ObjectContent content, Class<? extends MethodFault> reason) {
        return VmValues.stream(content.getMissingSet())
                .filter(property -> property.getFault() != null
                        && reason.isInstance(property.getFault().getFault()))
                .toList();
    }
}
