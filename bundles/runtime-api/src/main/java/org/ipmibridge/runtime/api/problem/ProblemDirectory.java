package org.ipmibridge.runtime.api.problem;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All that is wrong: what every {@link ProblemSource} says, and what can be seen from outside of BMCs, servers and bundles. The bridge provides
 * it and everybody may call it. Thread-safe; does not block.
 */
@ProviderType
public interface ProblemDirectory {
    /** What is wrong now, the oldest first; nothing twice. */
    List<Problem> all();
}
