package org.ipmibridge.runtime.api.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** References to secrets and variables that Config Admin's interpolation found nothing for, and so left as they are. */
final class References {
    private static final Pattern LEFT = Pattern.compile("\\$\\[(secret|env|prop):([^\\[\\];]+)[^\\[\\]]*]");
    private static final String SECRETS = "org.apache.felix.configadmin.plugin.interpolation.secretsdir";

    private References() {}

    /** What the first reference in a value is about; none where there is no reference in it. */
    static Optional<String> missing(Object value) {
        Matcher found = LEFT.matcher(value instanceof String text ? text : "");
        return found.find() ? Optional.of(reason(found.group(1), found.group(2).strip())) : Optional.empty();
    }

    private static String reason(String kind, String name) {
        return switch (kind) {
            case "secret" -> "there is no secret " + name + where(name);
            case "env" -> "the environment variable " + name + " is not set";
            default -> "the property " + name + " is not set";
        };
    }

    private static String where(String name) {
        List<Path> files = files(name);
        if (files.isEmpty()) {
            return "";
        }
        String all = files.stream().map(Path::toString).collect(Collectors.joining(", "));
        return files.stream().anyMatch(Files::exists) ? ": " + all + " cannot be read" : ": there is no file " + all;
    }

    private static List<Path> files(String name) {
        Bundle bundle = FrameworkUtil.getBundle(References.class);
        String directories = bundle == null || bundle.getBundleContext() == null
                ? null
                : bundle.getBundleContext().getProperty(SECRETS);
        try {
            return directories == null
                    ? List.of()
                    : Arrays.stream(directories.split(","))
                            .map(directory -> Path.of(directory.strip(), name))
                            .toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }
}
