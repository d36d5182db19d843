package org.ipmibridge.hypervisor.vmware.iso;

import com.vmware.vim25.ManagedObjectReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.vmware.iso.Datacenters.Datacenter;
import org.ipmibridge.hypervisor.vmware.reconfigure.Faults;
import org.ipmibridge.hypervisor.vmware.reconfigure.Stages;
import org.ipmibridge.hypervisor.vmware.session.Calls;
import org.ipmibridge.hypervisor.vmware.session.Vim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores ISO images on datastores. Nothing is sent before the datastore was found. An image gets its name when all of it is there: until then
 * it is a file beside, of which an upload that fails leaves nothing. Thread-safe.
 */
public final class IsoUpload {
    /** What a file is called that is not all there, so that nobody takes it for an image. */
    private static final String PART = ".part";

    private static final Logger LOG = LoggerFactory.getLogger(IsoUpload.class);

    private final Calls calls;
    private final IsoPlaces places;

    public IsoUpload(Calls calls, IsoPlaces places) {
        this.calls = calls;
        this.places = places;
    }

    /**
     * Stores an image; one that is there is replaced in the end.
     *
     * @param what what is done, in words for a message
     * @param target {@code [datastore] path}, a path in the configured folder, or a folder, which ends with a slash; empty for the
     *     configured folder
     * @param progress is told how many bytes were sent, from time to time, on whatever thread
     * @return fails with an {@link IsoUnavailableException} if there is no such file here or no such datastore there
     */
    public CompletionStage<IsoImage> upload(String what, Path file, String target, LongConsumer progress) {
        DatastorePath to;
        try {
            to = places.target(target, String.valueOf(file.getFileName()));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedStage(new IsoUnavailableException(what + ": the target " + e.getMessage()));
        }
        return calls.read(what, vim -> place(vim, what, file, to)).thenCompose(place -> makeFolder(what, place, to)
                .thenCompose(made -> store(what, file, place, to, progress)));
    }

    private CompletionStage<IsoImage> store(
            String what, Path file, Datacenter place, DatastorePath to, LongConsumer progress) {
        DatastorePath part = new DatastorePath(to.datastore(), to.path() + PART);
        CompletionStage<Object> stored =
                send(what, file, place, part, progress).thenCompose(sent -> rename(what, place, part, to));
        return Stages.recover(stored, failure -> remove(what, place, part)
                        .handle((removed, left) -> failure)
                        .thenCompose(CompletableFuture::failedStage))
                .thenApply(done -> new IsoImage(to.toString()));
    }

    private CompletionStage<Object> send(
            String what, Path file, Datacenter place, DatastorePath part, LongConsumer progress) {
        return calls.change(what, vim -> {
            try {
                vim.client().files().put(place.path(), part.datastore(), part.path(), file, progress);
            } catch (RemoteException e) {
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return part;
        });
    }

    private CompletionStage<Object> rename(String what, Datacenter place, DatastorePath part, DatastorePath to) {
        ManagedObjectReference datacenter = place.reference();
        return calls.task(what + ": give it its name", datacenter, vim -> vim.port()
                .moveDatastoreFile_Task(
                        vim.content().fileManager, part.toString(), datacenter, to.toString(), datacenter, true));
    }

    private CompletionStage<Object> remove(String what, Datacenter place, DatastorePath part) {
        ManagedObjectReference datacenter = place.reference();
        CompletionStage<Object> removed = calls.task(what + ": delete " + part, datacenter, vim -> vim.port()
                .deleteDatastoreFile_Task(vim.content().fileManager, part.toString(), datacenter));
        return removed.whenComplete((done, failure) -> {
            if (failure != null && !Faults.isFileNotFound(failure)) {
                LOG.warn("{}; a part of the image stays there until the next upload of it", failure.getMessage());
            }
        });
    }

    private CompletionStage<Boolean> makeFolder(String what, Datacenter place, DatastorePath to) {
        Optional<DatastorePath> folder = to.folder().filter(path -> !path.path().isEmpty());
        if (folder.isEmpty()) {
            return CompletableFuture.completedStage(false);
        }
        return calls.change(what + ": make folder " + folder.get(), vim -> {
                    vim.port()
                            .makeDirectory(
                                    vim.content().fileManager, folder.get().toString(), place.reference(), true);
                    return true;
                })
                .exceptionally(failure -> {
                    if (Faults.isFileThere(failure)) {
                        return false;
                    }
                    throw new CompletionException(failure);
                });
    }

    /** The datacenter of the datastore. */
    private static Datacenter place(Vim vim, String what, Path file, DatastorePath to) throws RemoteException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IsoUnavailableException(what + ": there is no file " + file + " that can be read");
        }
        List<Datastore> datastores = Datastore.all(vim).stream()
                .filter(datastore -> datastore.name().equals(to.datastore()))
                .toList();
        List<Datacenter> datacenters = Datacenters.all(vim).stream()
                .filter(datacenter -> datastores.stream()
                        .anyMatch(datastore -> datacenter.datastores().contains(datastore.reference().val)))
                .toList();
        if (datacenters.isEmpty()) {
            throw new IsoUnavailableException(what + ": there is no datastore " + to.datastore());
        }
        if (datacenters.size() > 1) {
            throw new IsoUnavailableException(what + ": more than one datacenter has a datastore " + to.datastore()
                    + ": " + datacenters.stream().map(Datacenter::path).collect(Collectors.joining(", ")));
        }
        datastores.stream()
                .flatMap(datastore -> datastore.unusable().stream())
                .findFirst()
                .ifPresent(why -> {
                    throw new IsoUnavailableException(
                            what + ": nothing can be stored on datastore " + to.datastore() + ": " + why);
                });
        return datacenters.get(0);
    }
}
