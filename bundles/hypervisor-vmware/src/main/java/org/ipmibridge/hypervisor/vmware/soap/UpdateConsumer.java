package org.ipmibridge.hypervisor.vmware.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectUpdate;

/** Takes the updates of an answer, one by one while the answer arrives. */
@FunctionalInterface
public interface UpdateConsumer {
    /** @param filter the property filter that tells it */
    void accept(ManagedObjectReference filter, ObjectUpdate update);
}
