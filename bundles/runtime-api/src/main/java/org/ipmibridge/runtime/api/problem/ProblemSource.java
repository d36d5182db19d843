package org.ipmibridge.runtime.api.problem;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A service that knows what is wrong in its own field. Thread-safe; does not block. */
@ConsumerType
public interface ProblemSource {
    /** What is wrong at this moment; empty when all is well. */
    List<Problem> problems();
}
