package org.ipmibridge.shell.commands.bundle;

import org.osgi.framework.Bundle;

/** A bundle's state in plain words. */
final class BundleState {
    private BundleState() {}

    static String of(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "running";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            case Bundle.RESOLVED -> bundle.getHeaders("").get("Fragment-Host") == null ? "stopped" : "attached";
            case Bundle.INSTALLED -> "not resolved";
            default -> "uninstalled";
        };
    }
}
