package org.ipmibridge.launcher;

/**
 * A bundle that should run and does not.
 *
 * @param symbolicName which
 * @param core whether the bridge cannot run without it
 * @param reason why
 */
record BundleFailure(String symbolicName, boolean core, String reason) {

    @Override
    public String toString() {
        return "the bundle " + symbolicName + " does not run: " + reason;
    }
}
