package org.ipmibridge.commands.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.bmc.ChannelAccess;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Resets a virtual BMC: its sessions end, and nothing happens to its machine. */
@Component(service = BmcReset.class)
public final class BmcReset {
    /** Long enough for the answer to be out, and for a polite client to close its session itself. */
    static final long DELAY_MILLIS = 500;

    private final Sessions sessions;
    private final ScheduledExecutorService scheduler;

    @Activate
    public BmcReset(@Reference Sessions sessions) {
        this(sessions, ownThread());
    }

    BmcReset(Sessions sessions, ScheduledExecutorService scheduler) {
        this.sessions = sessions;
        this.scheduler = scheduler;
    }

    @Deactivate
    void close() {
        scheduler.shutdownNow();
    }

    /** Ends all sessions soon; completes then. */
    CompletionStage<Void> warm(Bmc bmc) {
        return soon(() -> sessions.closeAll(bmc.name(), "warm reset of the BMC"));
    }

    /** Ends all sessions soon, and forgets what is volatile; completes then. */
    CompletionStage<Void> cold(Bmc bmc) {
        return soon(() -> {
            forgetVolatile(bmc.settings());
            sessions.closeAll(bmc.name(), "cold reset of the BMC");
        });
    }

    private CompletionStage<Void> soon(Runnable reset) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            scheduler.schedule(
                    () -> {
                        reset.run();
                        done.complete(null);
                    },
                    DELAY_MILLIS,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            done.completeExceptionally(stopping);
        }
        return done;
    }

    private static void forgetVolatile(BmcSettings settings) {
        ChannelAccess.stored(settings).putInForce(settings);
        GlobalEnables.DEFAULT.putInForce(settings);
        AcpiPowerState.DEFAULT.putInForce(settings);
        SystemInfoParameter.forgetVolatile(settings);
    }

    private static ScheduledExecutorService ownThread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "bmc-reset");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
