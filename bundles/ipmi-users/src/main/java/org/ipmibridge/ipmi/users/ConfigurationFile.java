package org.ipmibridge.ipmi.users;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Where a configuration comes from, in words for the operator. */
final class ConfigurationFile {
    private static final String FILE_NAME = "felix.fileinstall.filename";
    private static final String PID = "service.pid";

    private ConfigurationFile() {}

    /** The path of its file, or its PID where it did not come from a file. */
    static String of(Map<String, ?> properties) {
        Object file = properties.get(FILE_NAME);
        if (file == null) {
            return String.valueOf(properties.get(PID));
        }
        String name = file.toString();
        return name.startsWith("file:") ? Path.of(URI.create(name)).toString() : name;
    }
}
