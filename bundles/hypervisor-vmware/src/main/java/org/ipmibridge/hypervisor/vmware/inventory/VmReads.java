package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.LocalizedMethodFault;
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
     * @param batch takes what was read; of several machines those that are gone are left out
     * @throws VimFault {@code ManagedObjectNotFound} for a single one that is gone; {@code NotAuthenticated} when the session is lost, also
     *     where the server says so of each property only
     */
    static Batch read(Vim vim, Collection<String> ids, Batch batch) throws RemoteException {
        PropertyFilterSpec[] filters = {Specs.vms(ids)};
        List<MissingProperty> missing = new ArrayList<>();
        vim.client().retrieve(vim.content().getPropertyCollector(), filters, content -> {
            requireAnswer(content, missing);
            batch.add(content);
        });
        for (MissingProperty property : missing) {
            throw new VimFault(
                    property.getFault().getFault(), "NotAuthenticated", "no session to read " + property.getPath());
        }
        return batch;
    }

    private static void requireAnswer(ObjectContent content, List<MissingProperty> missing) {
        VmValues.stream(content.getMissingSet())
                .filter(VmReads::isForWantOfSession)
                .forEach(missing::add);
    }

    private static boolean isForWantOfSession(MissingProperty property) {
        LocalizedMethodFault fault = property.getFault();
        return fault != null && fault.getFault() instanceof NotAuthenticated;
    }
}
