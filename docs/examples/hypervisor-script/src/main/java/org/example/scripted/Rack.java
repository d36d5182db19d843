package org.example.scripted;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;

/** The machines of one configuration, and the threads that their commands run on. Thread-safe. */
final class Rack implements AutoCloseable {
    /** How many commands may wait for a thread. */
    private static final int WAITING = 200;

    private final String name;
    private final ThreadPoolExecutor pool;
    private final Runner runner;
    private final List<ScriptedMachine> machines;

    Rack(Settings settings) {
        name = settings.name();
        pool = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                work -> {
                    Thread thread = new Thread(work, "scripted-" + name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        runner = new Runner(name, settings.timeout());
        machines = settings.machines().stream()
                .map(machine -> new ScriptedMachine(machine, settings, pool, runner))
                .toList();
    }

    String name() {
        return name;
    }

    List<Machine> machines() {
        return List.copyOf(machines);
    }

    /**
     * Brings what machines were asked for to its end, in the background: the configuration was edited, or the bundle is being replaced, and a
     * power command that was acknowledged must not be lost.
     */
    @Override
    public void close() {
        CompletableFuture<?>[] settled = machines.stream()
                .map(machine -> machine.settled().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(settled).thenRun(this::stop);
    }

    private void stop() {
        HypervisorUnavailableException reason = new HypervisorUnavailableException("hypervisor " + name + " has stopped");
        machines.forEach(machine -> machine.close(reason));
        pool.shutdown();
        runner.close();
    }
}
