package org.ipmibridge.shell.commands.follow;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.osgi.framework.ServiceRegistration;

/**
 * What happens, on its way to somebody who watches. Whoever has news puts it here and never waits; when the watcher does not keep up,
 * news is lost, and the watcher is told how much.
 *
 * @param <T> the news, immutable
 */
final class Follower<T> {
    /** How many news wait for the watcher, at most. */
    static final int CAPACITY = 1000;

    /** Writes what the watcher sees, without line ends. */
    interface Lines<T> {
        String of(T news);

        /** The line where some were lost. */
        String gap(int count);
    }

    private final Queue<Object> waiting = new ArrayDeque<>();
    private final Lines<T> lines;
    private int lost;

    Follower(Lines<T> lines) {
        this.lines = lines;
    }

    /** Takes news. Callable from any thread; never blocks. */
    synchronized void put(T news) {
        if (waiting.size() >= CAPACITY) {
            lost++;
            return;
        }
        if (lost > 0) {
            waiting.add(gap());
        }
        waiting.add(news);
        notifyAll();
    }

    /**
     * Writes a line for each of the news, until this thread is interrupted or the reader is gone.
     *
     * @param registration of the service that puts them here; it is taken back at the end
     */
    void follow(ServiceRegistration<?> registration, PrintStream out) {
        try {
            while (!out.checkError()) {
                out.println(line(next()));
                out.flush();
            }
        } catch (InterruptedException e) {
            // The user has seen enough, which is how this command ends.
            out.flush();
        } finally {
            registration.unregister();
        }
    }

    @SuppressWarnings("unchecked")
    private String line(Object next) {
        return next instanceof Gap gap ? lines.gap(gap.count()) : lines.of((T) next);
    }

    private synchronized Object next() throws InterruptedException {
        while (waiting.isEmpty()) {
            if (lost > 0) {
                return gap();
            }
            wait();
        }
        return waiting.remove();
    }

    private Gap gap() {
        Gap gap = new Gap(lost);
        lost = 0;
        return gap;
    }

    private record Gap(int count) {}
}
