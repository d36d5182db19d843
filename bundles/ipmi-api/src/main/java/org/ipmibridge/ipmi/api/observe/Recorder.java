package org.ipmibridge.ipmi.api.observe;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps a record of what happens. Register it as a service; the one of the highest ranking is told. While it is away for a moment, because its
 * bundle is being replaced, what happens is kept for its successor.
 *
 * <p>It gets every {@link CommandEnd} of a command that changes something, refused ones too, at each of its stages; every {@link
 * SessionChange}; and every {@link OperatorAction}. The answer to a command waits for the record of it, but not for long.
 */
@ConsumerType
public interface Recorder {
    /**
     * Takes something into the record. Called on the threads that serve clients, by several at once: it must not block.
     *
     * @return completes when the record will outlive this process; normally or not, the answer is then sent. Continues what waits for it on
     *     the thread that completes it
     * @throws IllegalStateException if this recorder is closing, and its successor is to be told instead
     */
    CompletionStage<?> record(Happening happening);
}
