package org.ipmibridge.hypervisor.vmware.iso;

import com.vmware.vim25.ArrayOfHostDatastoreBrowserSearchResults;
import com.vmware.vim25.FileInfo;
import com.vmware.vim25.FileQueryFlags;
import com.vmware.vim25.FolderFileInfo;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import com.vmware.vim25.HostDatastoreBrowserSearchSpec;
import com.vmware.vim25.ManagedObjectReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.vmware.reconfigure.Stages;
import org.ipmibridge.hypervisor.vmware.session.Calls;
import org.ipmibridge.hypervisor.vmware.session.VimCall;

/** Looks for files on a datastore, by tasks of the server. */
final class FileSearch {
    private final Calls calls;

    FileSearch(Calls calls) {
        this.calls = calls;
    }

    /** Whether there is this file; a folder is none. Letters count as they are, large or small. */
    CompletionStage<Boolean> exists(String what, ManagedObjectReference browser, DatastorePath file) {
        String folder = file.folder().orElseThrow().toString();
        return search(what, browser, vim -> vim.port()
                        .searchDatastore_Task(browser, folder, spec(pattern(file.name()))))
                .thenApply(found -> files(found).anyMatch(info -> file.name().equals(info.path)));
    }

    /** All ISO images in a folder and below. */
    CompletionStage<List<IsoFile>> isos(String what, ManagedObjectReference browser, DatastorePath folder) {
        return search(what, browser, vim -> vim.port()
                        .searchDatastoreSubFolders_Task(browser, folder.toString(), spec("*.iso")))
                .thenApply(found -> results(found).flatMap(FileSearch::isos).toList());
    }

    /** A search changes nothing, so it may be made again where a task may not. */
    private CompletionStage<Object> search(
            String what, ManagedObjectReference browser, VimCall<ManagedObjectReference> start) {
        return Stages.recover(
                calls.task(what, browser, start),
                failure -> failure instanceof HypervisorUnavailableException
                        ? calls.task(what, browser, start)
                        : CompletableFuture.failedStage(failure));
    }

    /** What a server might take for a wildcard or a set of letters becomes any letter. */
    private static String pattern(String name) {
        return name.replaceAll("[*?\\[\\]\\\\]", "?");
    }

    private static HostDatastoreBrowserSearchSpec spec(String pattern) {
        HostDatastoreBrowserSearchSpec spec = new HostDatastoreBrowserSearchSpec();
        spec.matchPattern = new String[] {pattern};
        spec.searchCaseInsensitive = true;
        spec.details = new FileQueryFlags();
        spec.details.fileType = true;
        spec.details.fileSize = true;
        spec.details.modification = true;
        spec.details.fileOwner = false;
        return spec;
    }

    private static Stream<IsoFile> isos(HostDatastoreBrowserSearchResults results) {
        Optional<DatastorePath> folder = folder(results);
        return folder.isEmpty()
                ? Stream.empty()
                : files(results)
                        .map(info -> new IsoFile(
                                new IsoImage(folder.get().resolve(info.path).toString()),
                                info.fileSize == null ? 0 : info.fileSize,
                                Optional.ofNullable(info.modification).map(time -> time.toInstant())));
    }

    /** Some servers end a folder's path with a slash, and some put no blank before it. */
    private static Optional<DatastorePath> folder(HostDatastoreBrowserSearchResults results) {
        try {
            return Optional.of(DatastorePath.parse(String.valueOf(results.folderPath)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Stream<HostDatastoreBrowserSearchResults> results(Object found) {
        if (found instanceof ArrayOfHostDatastoreBrowserSearchResults all) {
            return Stream.ofNullable(all.HostDatastoreBrowserSearchResults).flatMap(Arrays::stream);
        }
        return found instanceof HostDatastoreBrowserSearchResults one ? Stream.of(one) : Stream.empty();
    }

    private static Stream<FileInfo> files(Object found) {
        return results(found)
                .flatMap(results -> Stream.ofNullable(results.file).flatMap(Arrays::stream))
                .filter(info -> info != null && info.path != null && !(info instanceof FolderFileInfo));
    }
}
