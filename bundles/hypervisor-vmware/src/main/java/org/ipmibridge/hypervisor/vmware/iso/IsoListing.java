package org.ipmibridge.hypervisor.vmware.iso;

import com.vmware.vim25.ManagedObjectReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.PermissionDeniedException;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.reconfigure.Faults;
import org.ipmibridge.hypervisor.vmware.reconfigure.Stages;
import org.ipmibridge.hypervisor.vmware.session.Calls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ISO images that there are: those in the configured folder, or, where none is configured, all of a machine's own datastores. One
 * datastore is searched after another, because a search is work for its host. Thread-safe.
 */
public final class IsoListing {
    /** How many images are listed at most. */
    public static final int MOST = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(IsoListing.class);
    private static final int MOST_DATASTORES = 32;

    private final Calls calls;
    private final IsoPlaces places;
    private final FileSearch files;
    private final IsoCheck hosts;

    public IsoListing(Calls calls, IsoPlaces places) {
        this.calls = calls;
        this.places = places;
        this.files = new FileSearch(calls);
        this.hosts = new IsoCheck(calls, files);
    }

    /** The images that a machine can mount, ordered by path: in the configured folder, and on the datastores that its own files are on. */
    public CompletionStage<List<IsoFile>> ofMachine(VmState vm, String what) {
        return hosts.datastores(vm, what)
                .thenCompose(datastores -> search(
                        what,
                        datastores.stream()
                                .filter(isConfigured()
                                        .or(datastore -> vm.datastoreIds().contains(datastore.reference().val)))
                                .toList()));
    }

    /** The images in the configured folder, of all datastores of that name, ordered by path; without one, on all datastores. */
    public CompletionStage<List<IsoFile>> ofServer(String what) {
        return calls.read(what, Datastore::all)
                .thenCompose(datastores -> search(
                        what,
                        datastores.stream()
                                .filter(isConfigured()
                                        .or(datastore -> places.datastore().isEmpty()))
                                .toList()));
    }

    private Predicate<Datastore> isConfigured() {
        return datastore -> places.datastore().filter(datastore.name()::equals).isPresent();
    }

    private CompletionStage<List<IsoFile>> search(String what, List<Datastore> datastores) {
        List<Datastore> readable = datastores.stream()
                .filter(datastore ->
                        datastore.unusable().isEmpty() && datastore.browser().isPresent())
                .limit(MOST_DATASTORES)
                .toList();
        CompletionStage<List<IsoFile>> found = CompletableFuture.completedStage(List.of());
        for (Datastore datastore : readable) {
            found = found.thenCompose(before -> before.size() >= MOST
                    ? CompletableFuture.completedStage(before)
                    : search(what, datastore).thenApply(more -> joined(before, more)));
        }
        return found.thenApply(all -> all.stream()
                .sorted(Comparator.comparing(file -> file.image().path()))
                .distinct()
                .limit(MOST)
                .toList());
    }

    private CompletionStage<List<IsoFile>> search(String what, Datastore datastore) {
        ManagedObjectReference browser = datastore.browser().orElseThrow();
        DatastorePath folder = isConfigured().test(datastore)
                ? places.configured().orElseThrow()
                : new DatastorePath(datastore.name(), "");
        return Stages.recover(files.isos(what, browser, folder), failure -> {
            if (!Faults.isFileNotFound(failure) && !(failure instanceof PermissionDeniedException)) {
                return CompletableFuture.failedStage(failure);
            }
            LOG.info("{}: {} is left out: {}", what, folder, failure.getMessage());
            return CompletableFuture.completedStage(List.of());
        });
    }

    private static List<IsoFile> joined(List<IsoFile> before, List<IsoFile> more) {
        List<IsoFile> all = new ArrayList<>(before);
        all.addAll(more);
        return all;
    }
}
