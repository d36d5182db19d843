package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in an inventory. vSphere writes three characters of them as {@code %2f} (slash), {@code %5c} (backslash) and {@code %25} (percent). */
final class InventoryNames {
    private static final Pattern ESCAPE = Pattern.compile("%(2[fF5]|5[cC])");

    private InventoryNames() {}

    /** The name as people read it. */
    static String decoded(String name) {
        return name.indexOf('%') < 0
                ? name
                : ESCAPE.matcher(name).replaceAll(found -> switch (found.group(1)) {
                    case "25" -> "%";
                    case "2f", "2F" -> "/";
                    default -> "\\\\";
                });
    }

    /** The name as vSphere writes it. */
    static String encoded(String name) {
        return name.replace("%", "%25").replace("/", "%2f").replace("\\", "%5c");
    }

    /** The path in the one way of writing it that we have: no slash at its ends, and each name encoded. */
    static String path(String text) {
        return Arrays.stream(text.split("/"))
                .filter(name -> !name.isEmpty())
                .map(name -> encoded(decoded(name)))
                .collect(Collectors.joining("/"));
    }
}
