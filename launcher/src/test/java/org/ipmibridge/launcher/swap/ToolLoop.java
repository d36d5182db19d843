package org.ipmibridge.launcher.swap;

import java.util.List;
import java.util.concurrent.Callable;

/** Another client, which runs again and again, each time in a session of its own. */
public final class ToolLoop implements AutoCloseable {
    private final Thread thread;
    private volatile boolean stopping;

    /** @param runs what is run in turn; each returns what is wrong, or nothing */
    public ToolLoop(List<Callable<String>> runs, Meter meter) {
        thread = new Thread(() -> loop(runs, meter), "tool-loop");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void loop(List<Callable<String>> runs, Meter meter) {
        for (int i = 0; !stopping; i++) {
            try {
                meter.toolRan();
                String wrong = runs.get(i % runs.size()).call();
                if (!wrong.isEmpty()) {
                    meter.toolFailed(wrong);
                }
            } catch (Exception e) {
                meter.toolFailed(e.toString());
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
