package org.ipmibridge.launcher.migration;

import java.util.LinkedHashMap;
import java.util.Map;

/** The files to write: configurations by their name, and secrets by theirs. */
final class ImportedFiles {
    private final Map<String, String> configurations = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    void configuration(String name, String text) {
        configurations.put(name, text);
    }

    void configuration(String pid, String name, CfgText text) {
        configuration(pid + "-" + name + ".cfg", text.toString());
    }

    /** @param text the secret as it is, without an end of line */
    void secret(String name, String text) {
        secrets.put(name, text);
    }

    Map<String, String> configurations() {
        return configurations;
    }

    Map<String, String> secrets() {
        return secrets;
    }
}
