package org.ipmibridge.shell.commands;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.shell.commands.text.Shown;

/**
 * The ISO images that machines can mount, for completion. A datastore takes its time to be listed, so a list serves for a while, and one
 * that is late serves the next time. Thread-safe.
 */
final class IsoWords {
    static final Duration FRESH = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int REMEMBERED = 100;

    /**
     * A list that was asked for.
     *
     * @param before what was known until then
     */
    private record Asked(CompletableFuture<List<IsoFile>> answer, long nanos, List<IsoFile> before) {
        List<IsoFile> known() {
            return answer.isDone() && !answer.isCompletedExceptionally() ? answer.join() : before;
        }
    }

    private final LongSupplier nanoClock;
    private final Map<String, Asked> lists = new ConcurrentHashMap<>();

    IsoWords(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The images that a machine can mount, as far as is known within a second. */
    List<Candidate> of(Machine machine) {
        return of(machine.hypervisor() + "/" + machine.id(), machine::isos);
    }

    /** @param key whose images they are */
    List<Candidate> of(String key, Supplier<CompletionStage<List<IsoFile>>> isos) {
        return wait(asked(key, isos)).stream()
                .map(iso -> new Candidate(
                        iso.image().path(), Shown.bytes(iso.bytes()).text()))
                .toList();
    }

    private Asked asked(String key, Supplier<CompletionStage<List<IsoFile>>> isos) {
        Asked known = lists.get(key);
        long now = nanoClock.getAsLong();
        if (known != null
                && (now - known.nanos() < FRESH.toNanos() || !known.answer().isDone())) {
            return known;
        }
        if (lists.size() >= REMEMBERED) {
            lists.clear();
        }
        Asked asked = new Asked(isos.get().toCompletableFuture(), now, known == null ? List.of() : known.known());
        lists.put(key, asked);
        return asked;
    }

    private static List<IsoFile> wait(Asked asked) {
        try {
            return asked.answer().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return asked.before();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
