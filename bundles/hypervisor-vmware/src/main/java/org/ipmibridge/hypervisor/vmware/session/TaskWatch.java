package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.ManagedObjectNotFound;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import com.vmware.vim25.VirtualMachineQuestionInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.vmware.soap.VimFault;

/** Waits for the server's tasks, for all of them with one call, and for none with a thread. Thread-safe. */
final class TaskWatch {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Calls calls;
    private final Duration longest;
    private final Questions questions;
    private final Map<String, Watched> running = new LinkedHashMap<>();
    private HypervisorException ended;
    private boolean asking;
    private boolean askAgain;
    private long turn;

    /** @param longest how long a task may take */
    TaskWatch(Calls calls, Duration longest) {
        this.calls = calls;
        this.longest = longest;
        questions = new Questions(calls);
    }

    /** Completes with the task's result, and fails as its error says. */
    CompletionStage<Object> watch(String what, ManagedObjectReference machine, ManagedObjectReference task) {
        Watched watched = new Watched(what, machine, task, System.nanoTime() + longest.toNanos());
        synchronized (this) {
            if (ended != null) {
                return CompletableFuture.failedStage(ended);
            }
            running.put(task.getVal(), watched);
        }
        ask();
        return watched.done;
    }

    /** Whether there is no task that has not ended. */
    synchronized boolean isIdle() {
        return running.isEmpty();
    }

    void close(HypervisorException reason) {
        List<Watched> left;
        synchronized (this) {
            ended = reason;
            left = List.copyOf(running.values());
            running.clear();
        }
        left.forEach(watched -> watched.done.completeExceptionally(reason));
    }

    private void ask() {
        List<Watched> asked;
        synchronized (this) {
            turn++;
            if (asking) {
                askAgain = true;
                return;
            }
            if (running.isEmpty()) {
                return;
            }
            asking = true;
            askAgain = false;
            asked = List.copyOf(running.values());
        }
        calls.read(asked.get(0).what + ": ask for the task", vim -> TaskQuery.run(vim, asked))
                .whenComplete((answer, failure) -> evaluate(asked, answer, failure));
    }

    private void evaluate(List<Watched> asked, List<ObjectContent> answer, Throwable failure) {
        try {
            if (answer != null) {
                evaluate(asked, answer);
            } else {
                forgetWhatIsGone(asked, failure);
            }
            asked.forEach(this::giveUpIfLate);
        } finally {
            askLater();
        }
    }

    private void evaluate(List<Watched> asked, List<ObjectContent> answer) {
        Map<String, Object> values = new HashMap<>();
        for (ObjectContent content : answer) {
            for (DynamicProperty property :
                    content.getPropSet() == null ? new DynamicProperty[0] : content.getPropSet()) {
                values.put(content.getObj().getVal(), property.getVal());
            }
        }
        for (Watched watched : asked) {
            if (values.get(watched.task.getVal()) instanceof TaskInfo info) {
                evaluate(watched, info);
            }
            if (values.get(watched.machine.getVal()) instanceof VirtualMachineQuestionInfo question) {
                watched.question = question.getText();
                questions.answer(watched.what, watched.machine, question);
            }
        }
    }

    private void evaluate(Watched watched, TaskInfo info) {
        if (info.getState() == TaskInfoState.success) {
            forget(watched);
            watched.done.complete(info.getResult());
        } else if (info.getState() == TaskInfoState.error) {
            fail(watched, Failures.translate(watched.what, Failures.faultOf(info.getError())));
        }
    }

    /** One object that is gone fails the question for all. */
    private void forgetWhatIsGone(List<Watched> asked, Throwable failure) {
        ManagedObjectReference gone = gone(failure);
        for (Watched watched : asked) {
            if (gone != null && Objects.equals(gone.getVal(), watched.task.getVal())) {
                fail(
                        watched,
                        new HypervisorException(
                                watched.what + ": the server has forgotten the task, so nobody knows how it ended",
                                failure));
            } else if (gone != null && Objects.equals(gone.getVal(), watched.machine.getVal())) {
                watched.machineGone = true;
            }
        }
    }

    private static ManagedObjectReference gone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VimFault fault && fault.fault() instanceof ManagedObjectNotFound notFound) {
                return notFound.getObj();
            }
        }
        return null;
    }

    private void giveUpIfLate(Watched watched) {
        if (System.nanoTime() - watched.deadline > 0 && !watched.done.isDone()) {
            String waiting =
                    watched.question == null ? "" : "; the machine waits for an answer to \"" + watched.question + "\"";
            fail(
                    watched,
                    new HypervisorException(watched.what + ": the task did not end within " + longest.toMillis()
                            + " ms and goes on in the server" + waiting));
        }
    }

    private void fail(Watched watched, HypervisorException failure) {
        forget(watched);
        watched.done.completeExceptionally(failure);
    }

    private synchronized void forget(Watched watched) {
        running.remove(watched.task.getVal());
    }

    private void askLater() {
        Duration pause = LONGEST_PAUSE;
        long mine;
        boolean atOnce;
        synchronized (this) {
            asking = false;
            atOnce = askAgain;
            mine = turn;
            for (Watched watched : running.values()) {
                pause = pause.compareTo(watched.pause) < 0 ? pause : watched.pause;
                watched.grow();
            }
        }
        if (atOnce) {
            ask();
        } else {
            calls.after(pause, () -> askIfStill(mine));
        }
    }

    private void askIfStill(long turnThen) {
        synchronized (this) {
            if (turn != turnThen) {
                return;
            }
        }
        ask();
    }

    /** A task that has not ended. */
    static final class Watched {
        private final String what;
        private final ManagedObjectReference machine;
        private final ManagedObjectReference task;
        private final long deadline;
        private final CompletableFuture<Object> done = new CompletableFuture<>();
        private Duration pause = FIRST_PAUSE;
        private volatile String question;
        private volatile boolean machineGone;

        private Watched(String what, ManagedObjectReference machine, ManagedObjectReference task, long deadline) {
            this.what = what;
            this.machine = machine;
            this.task = task;
            this.deadline = deadline;
        }

        /** What is to be asked about it. */
        List<ManagedObjectReference> objects() {
            List<ManagedObjectReference> objects = new ArrayList<>(List.of(task));
            if (!machineGone && "VirtualMachine".equals(machine.getType())) {
                objects.add(machine);
            }
            return objects;
        }

        private void grow() {
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        }
    }
}
