package org.ipmibridge.hypervisor.vmware.iso;

import com.vmware.vim25.ManagedObjectReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.reconfigure.Faults;
import org.ipmibridge.hypervisor.vmware.reconfigure.Stages;
import org.ipmibridge.hypervisor.vmware.session.Calls;

/**
 * Looks whether a machine can read an image before it is put in: a server may accept an image that is not there, and the machine would not
 * boot from it.
 */
final class IsoCheck {
    private static final int NAMES_SHOWN = 10;

    private final Calls calls;
    private final FileSearch files;

    IsoCheck(Calls calls, FileSearch files) {
        this.calls = calls;
        this.files = files;
    }

    /**
     * Completes when the machine's host has the datastore, and the datastore the file.
     *
     * @param what what is done, in words for a message; names the image
     * @return fails with an {@link IsoUnavailableException} that says what lacks
     */
    CompletionStage<Void> check(VmState vm, String what, DatastorePath image) {
        return datastores(vm, what).thenCompose(datastores -> {
            Datastore datastore = usable(what, image, datastores);
            ManagedObjectReference browser = datastore
                    .browser()
                    .orElseThrow(() -> new IsoUnavailableException(
                            what + ": the files of datastore " + image.datastore() + " cannot be listed"));
            return Stages.recover(
                            files.exists(what, browser, image),
                            failure -> Faults.isFileNotFound(failure)
                                    ? CompletableFuture.completedStage(false)
                                    : CompletableFuture.failedStage(failure))
                    .thenAccept(exists -> {
                        if (!exists) {
                            throw new IsoUnavailableException(
                                    what + ": datastore " + image.datastore() + " has no file " + image.path());
                        }
                    });
        });
    }

    /** The datastores that the machine's host has; those that the machine's files are on when no host is known. */
    CompletionStage<List<Datastore>> datastores(VmState vm, String what) {
        return calls.read(
                what,
                vim -> vm.hostId().isPresent()
                        ? Datastore.ofHost(vim, vm.hostId().get())
                        : Datastore.of(vim, vm.datastoreIds()));
    }

    private static Datastore usable(String what, DatastorePath image, List<Datastore> datastores) {
        Datastore datastore = datastores.stream()
                .filter(candidate -> candidate.name().equals(image.datastore()))
                .findFirst()
                .orElseThrow(() -> new IsoUnavailableException(what + ": the machine's host has no datastore "
                        + image.datastore() + " for " + image.path() + "; it has " + names(datastores)));
        datastore.unusable().ifPresent(why -> {
            throw new IsoUnavailableException(what + ": the machine's host has datastore " + image.datastore() + " for "
                    + image.path() + ", but " + why);
        });
        return datastore;
    }

    private static String names(List<Datastore> datastores) {
        String names =
                datastores.stream().map(Datastore::name).limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return datastores.isEmpty() ? "none" : datastores.size() > NAMES_SHOWN ? names + ", ..." : names;
    }
}
