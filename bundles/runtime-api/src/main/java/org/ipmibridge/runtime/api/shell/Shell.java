package org.ipmibridge.runtime.api.shell;

import org.osgi.annotation.versioning.ProviderType;

/** The operator's shell, for bundles that let people in: over a socket, over SSH. Thread-safe. */
@ProviderType
public interface Shell {
    /** Begins a session of a user whom the caller of this method has authenticated. */
    ShellSession open(Caller caller, Console console);
}
