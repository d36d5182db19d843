package org.ipmibridge.ipmi.api.observe;

import java.time.Instant;

/** Something that a {@link Recorder} is told of. Later versions can have more kinds of it. */
public sealed interface Happening permits CommandEnd, SessionChange, OperatorAction {
    /** When it happened; of what took time, when it ended. */
    Instant time();
}
