package org.ipmibridge.ipmi.api.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/**
 * The requests of one session that change something and that a client may still send again: those under way, though none for longer than a
 * quarter of an hour, and those answered a short time ago. Guarded by its own monitor; times are of {@link System#nanoTime()}.
 */
public final class RecentRequests {
    /** Later than any command is answered: what is not by then, because its bundle is gone, will never be. */
    private static final long LONGEST_ANSWER_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** Later than any work is done, even of several tasks: a handler that forgets to end its work must not keep the request from running for ever. */
    private static final long LONGEST_WORK_NANOS = TimeUnit.MINUTES.toNanos(15);

    /** How many are kept at once. */
    public static final int CAPACITY = 16;

    /** One request and its answer. */
    public static final class Entry {
        private final int netFn;
        private final int command;
        private final byte[] data;
        private final int rqSeq;
        private final CompletionStage<CommandResponse> response;
        private final long begunNanos;
        /** Completes with the time when the request's work is done. */
        private final CompletableFuture<Long> ended;

        private Entry(CommandRequest request, int rqSeq, CompletionStage<CommandResponse> response, long begunNanos) {
            this.netFn = request.netFn().code();
            this.command = request.command();
            this.data = request.data();
            this.rqSeq = rqSeq;
            this.response = response;
            this.begunNanos = begunNanos;
            this.ended = new CompletableFuture<>();
        }

        @SuppressWarnings("unchecked")
        private Entry(Object[] frozen) {
            netFn = (int) frozen[0];
            command = (int) frozen[1];
            data = (byte[]) frozen[2];
            rqSeq = (int) frozen[3];
            response = ((CompletableFuture<Object[]>) frozen[4])
                    .thenApply(answer -> new CommandResponse(
                            new CompletionCode((int) answer[0]),
                            (byte[]) answer[1],
                            CommandResponse.ok().underWay()));
            ended = (CompletableFuture<Long>) frozen[5];
            begunNanos = (long) frozen[6];
        }

        private Object[] freeze() {
            CompletableFuture<Object[]> answer = response.toCompletableFuture()
                    .thenApply(given -> new Object[] {given.code().code(), given.data()});
            return new Object[] {netFn, command, data, rqSeq, answer, ended, begunNanos};
        }

        private boolean isOver(long nowNanos, long keepNanos) {
            if (ended.isDone()) {
                return nowNanos - ended.join() > keepNanos;
            }
            boolean answered = response.toCompletableFuture().isDone();
            return nowNanos - begunNanos > (answered ? LONGEST_WORK_NANOS : LONGEST_ANSWER_NANOS);
        }

        private boolean underWay() {
            return !ended.isDone();
        }

        private boolean isRepeatedBy(CommandRequest request, int seq) {
            return (underWay() || rqSeq == seq)
                    && netFn == request.netFn().code()
                    && command == request.command()
                    && Arrays.equals(data, request.data());
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    /**
     * The answer to the request that this one repeats: with whatever sequence number while that is under way, with the same one until
     * {@code keepNanos} after its end. Null if it repeats none.
     */
    public synchronized CompletionStage<CommandResponse> answerTo(
            CommandRequest request, int rqSeq, long nowNanos, long keepNanos) {
        entries.removeIf(entry -> entry.isOver(nowNanos, keepNanos));
        return entries.stream()
                .filter(entry -> entry.isRepeatedBy(request, rqSeq))
                .findFirst()
                .map(entry -> entry.response)
                .orElse(null);
    }

    /**
     * Notes a request that is about to run, with the stage that its repetitions will be answered from; null if so many are under way
     * that there is no room for it.
     */
    public synchronized Entry begin(
            CommandRequest request, int rqSeq, CompletionStage<CommandResponse> response, long nowNanos) {
        if (entries.size() >= CAPACITY && !removeOldestEnded()) {
            return null;
        }
        Entry entry = new Entry(request, rqSeq, response, nowNanos);
        entries.add(entry);
        return entry;
    }

    /** Notes that the request's work is done. */
    public synchronized void end(Entry entry, long nowNanos) {
        entry.ended.complete(nowNanos);
    }

    /** Takes back a request that was not carried out after all, so that the next one like it is. */
    public synchronized void forget(Entry entry) {
        entries.remove(entry);
    }

    /** All of them as objects of the JDK; one that is under way still ends for those made of it. */
    synchronized List<Object[]> freeze() {
        return entries.stream().map(Entry::freeze).toList();
    }

    synchronized void thaw(List<Object[]> frozen) {
        for (Object[] each : frozen) {
            Entry entry = new Entry(each);
            entries.add(entry);
            entry.response.whenComplete((answer, notBegun) -> {
                if (notBegun != null) {
                    forget(entry);
                }
            });
        }
    }

    private boolean removeOldestEnded() {
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).underWay()) {
                entries.remove(i);
                return true;
            }
        }
        return false;
    }
}
