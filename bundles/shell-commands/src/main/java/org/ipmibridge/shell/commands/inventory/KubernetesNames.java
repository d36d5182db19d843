package org.ipmibridge.shell.commands.inventory;

import java.util.Locale;
import java.util.Map;

/** Makes names of Kubernetes objects (RFC 1123 subdomains) of names of BMCs. */
final class KubernetesNames {
    private KubernetesNames() {}

    /** @param taken the names that are in use, by themselves; the new one is added */
    static String of(String bmc, Map<String, String> taken) {
        String base = bmc.toLowerCase(Locale.ROOT)
                .replace('_', '-')
                .replaceAll("[.-]*\\.[.-]*", ".")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        String name = base;
        for (int number = 2; taken.putIfAbsent(name, bmc) != null; number++) {
            name = base + "-" + number;
        }
        return name;
    }
}
