package org.ipmibridge.hypervisor.vmware.machine;

import com.vmware.vim25.ManagedObjectReference;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.vmware.reconfigure.ObjectProperties;
import org.ipmibridge.hypervisor.vmware.reconfigure.Stages;
import org.ipmibridge.hypervisor.vmware.session.Calls;
import org.ipmibridge.hypervisor.vmware.session.Vim;

/** The names of hosts and datastores, read when they are needed and kept for a minute. Thread-safe. */
final class Names {
    private static final Duration KEPT = Duration.ofMinutes(1);
    /** How long a name is worth waiting for: the id says it too. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Calls calls;
    private final InstantSource clock;
    private final Map<String, Name> names = new ConcurrentHashMap<>();

    private record Name(String text, Instant readAt) {}

    Names(Calls calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * The names of objects of one type, in the order of their ids; the id where the server does not tell one, or not soon.
     *
     * @param type the managed object type
     */
    CompletionStage<List<String>> of(String what, String type, List<String> ids) {
        List<String> unknown = ids.stream().filter(id -> !isKnown(id)).toList();
        CompletionStage<Void> read = unknown.isEmpty()
                ? CompletableFuture.completedStage(null)
                : soon(calls.read(what, vim -> read(vim, type, unknown)));
        return read.thenApply(done -> ids.stream().map(this::name).toList());
    }

    private CompletionStage<Void> soon(CompletionStage<Map<String, String>> names) {
        return names.thenAccept(this::keep)
                .toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> isSilence(Stages.cause(failure))
                        ? CompletableFuture.completedStage(null)
                        : CompletableFuture.failedStage(failure));
    }

    private static boolean isSilence(Throwable failure) {
        return failure instanceof TimeoutException || failure instanceof HypervisorUnavailableException;
    }

    private boolean isKnown(String id) {
        Name name = names.get(id);
        return name != null && name.readAt().plus(KEPT).isAfter(clock.instant());
    }

    private String name(String id) {
        Name name = names.get(id);
        return name == null ? id : name.text();
    }

    private void keep(Map<String, String> read) {
        Instant now = clock.instant();
        read.forEach((id, name) -> names.put(id, new Name(name, now)));
    }

    private static Map<String, String> read(Vim vim, String type, List<String> ids) throws RemoteException {
        List<ManagedObjectReference> objects = new ArrayList<>();
        for (String id : ids) {
            ManagedObjectReference object = new ManagedObjectReference();
            object.type = type;
            object.val = id;
            objects.add(object);
        }
        return ObjectProperties.of(vim, objects, "name").stream()
                .filter(properties -> properties.get("name", String.class).isPresent())
                .collect(Collectors.toMap(
                        properties -> properties.object().val,
                        properties -> properties.get("name", String.class).orElseThrow()));
    }
}
