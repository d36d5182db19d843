package org.ipmibridge.runtime.api.deploy;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where work comes in from outside: a service that can let it wait. Before bundles whose packages others use are replaced, and most of the
 * bridge is stopped and started for it, all of them are paused, so that no work meets a bridge that is half there. You implement it.
 *
 * <p>Thread-safe.
 */
@ConsumerType
public interface Intake {
    /**
     * Takes nothing in from now on; what comes is kept where it is, for instance in the kernel's buffers, until {@link #resume()}, or until it
     * would come as a surprise. An implementation that is stopped leaves it to its successor.
     *
     * @return completes when nothing comes in any longer
     */
    CompletionStage<Void> pause();

    /** Takes in what waits, and what comes, if there is somebody to take it. */
    void resume();
}
