package org.ipmibridge.hypervisor.vmware.boot;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.vmware.reconfigure.Stages;
import org.ipmibridge.hypervisor.vmware.session.Calls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries until it is done, because nobody else would; gives up only on a machine that is gone. Thread-safe. */
final class Persistence {
    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** While the server is away, an attempt costs nothing; and nothing stays busy for long. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(2);

    private final Calls calls;

    Persistence(Calls calls) {
        this.calls = calls;
    }

    /** @param what what is done, in words for a message */
    void pursue(String what, Supplier<? extends CompletionStage<?>> work) {
        attempt(what, work, FIRST_PAUSE);
    }

    private void attempt(String what, Supplier<? extends CompletionStage<?>> work, Duration pause) {
        work.get().whenComplete((done, failure) -> {
            if (failure != null) {
                again(what, work, pause, Stages.cause(failure));
            }
        });
    }

    private void again(String what, Supplier<? extends CompletionStage<?>> work, Duration pause, Throwable failure) {
        if (failure instanceof MachineNotFoundException) {
            LOG.debug("{}: given up: {}", what, failure.getMessage());
        } else if (failure instanceof HypervisorUnavailableException || failure instanceof MachineBusyException) {
            LOG.debug("{}: not yet: {}", what, failure.getMessage());
            calls.after(SHORT_PAUSE, () -> attempt(what, work, pause));
        } else {
            if (pause.equals(FIRST_PAUSE)) {
                LOG.warn("{}: failed, and is tried again: {}", what, failure.getMessage());
            }
            Duration next = pause.multipliedBy(2);
            calls.after(pause, () -> attempt(what, work, next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
        }
    }
}
