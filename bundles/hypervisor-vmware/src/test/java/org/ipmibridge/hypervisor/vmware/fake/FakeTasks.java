package org.ipmibridge.hypervisor.vmware.fake;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tasks that take their time. Thread-safe. */
final class FakeTasks implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "fake-tasks");
        thread.setDaemon(true);
        return thread;
    });
    private final FakeInventory inventory;
    private volatile Duration duration = Duration.ZERO;

    FakeTasks(FakeInventory inventory) {
        this.inventory = inventory;
    }

    void setDuration(Duration duration) {
        this.duration = duration;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /**
     * Begins a task.
     *
     * @param held whether it must wait although its time has passed
     * @param work does it and returns what comes after its state in {@code TaskInfo}; a {@link TaskFailure} is the error it ends with
     * @return a {@code returnval} element
     */
    String begin(BooleanSupplier held, Supplier<String> work) {
        FakeObject task = inventory.add("Task", "task");
        tell(task, "queued", "");
        if (duration.isZero() && !held.getAsBoolean()) {
            end(task, work);
        } else {
            long half = duration.toMillis() / 2;
            clock.schedule(() -> tell(task, "running", ""), half, TimeUnit.MILLISECONDS);
            clock.schedule(() -> endUnlessHeld(task, held, work), 2 * half, TimeUnit.MILLISECONDS);
        }
        return task.reference("returnval");
    }

    private void endUnlessHeld(FakeObject task, BooleanSupplier held, Supplier<String> work) {
        if (held.getAsBoolean()) {
            clock.schedule(() -> endUnlessHeld(task, held, work), 10, TimeUnit.MILLISECONDS);
        } else {
            end(task, work);
        }
    }

    private static void end(FakeObject task, Supplier<String> work) {
        try {
            tell(task, "success", work.get());
        } catch (TaskFailure e) {
            tell(task, "error", "<error>" + e.xml() + "</error>");
        }
    }

    /** In the order of the schema, {@code error} and {@code result} come after {@code state}. */
    private static void tell(FakeObject task, String state, String rest) {
        task.set(
                "info",
                "TaskInfo",
                "<key>" + task.id() + "</key>" + task.reference("task") + "<name>fake</name><state>" + state
                        + "</state>" + "<cancelled>false</cancelled>" + rest
                        + "<queueTime>2026-01-01T00:00:00Z</queueTime>");
    }
}
