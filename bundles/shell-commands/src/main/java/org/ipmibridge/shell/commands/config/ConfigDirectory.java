package org.ipmibridge.shell.commands.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.shell.commands.ShellException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The directory with the configuration files, which the framework property {@value #CONFIG} names. */
@Component(service = ConfigDirectory.class)
public final class ConfigDirectory {
    static final String CONFIG = "org.ipmibridge.config";

    /** What need not be typed of a PID of ours. */
    private static final String OURS = "org.ipmibridge.";

    private final Optional<Path> path;

    @Activate
    public ConfigDirectory(BundleContext context) {
        this(Optional.ofNullable(context.getProperty(CONFIG)).map(Path::of));
    }

    ConfigDirectory(Optional<Path> path) {
        this.path = path;
    }

    /** @throws ShellException where there is none */
    Path path() {
        return path.orElseThrow(() -> new ShellException("this bridge has no configuration directory"));
    }

    /** The files, in the order of their names; none where there is no directory. */
    List<ConfigFile> files() {
        List<ConfigFile> files = new ArrayList<>();
        if (path.isPresent()) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(path.get(), "*" + ConfigFile.ENDING)) {
                entries.forEach(file -> files.add(ConfigFile.of(file)));
            } catch (IOException e) {
                throw new ShellException(path.get() + " cannot be read: " + CfgWriter.reason(e));
            }
        }
        files.removeIf(file -> !Files.isRegularFile(file.path()));
        files.sort(Comparator.comparing(ConfigFile::fileName));
        return files;
    }

    /** The files of a factory PID. */
    List<ConfigFile> files(String pid) {
        return files().stream()
                .filter(file -> file.pid().equals(pid) && file.name().isPresent())
                .toList();
    }

    /**
     * The file of a name: its own, or its PID, with {@code .cfg} and {@code org.ipmibridge.} or without.
     *
     * @throws ShellException if there is none
     */
    ConfigFile named(String name) {
        String wanted = name.replace('~', '-');
        String file = wanted.endsWith(ConfigFile.ENDING) ? wanted : wanted + ConfigFile.ENDING;
        return files().stream()
                .filter(known ->
                        known.fileName().equals(file) || known.fileName().equals(OURS + file))
                .findFirst()
                .orElseThrow(() ->
                        new ShellException("there is no file " + file + " in " + path() + "; config:list shows all"));
    }

    /** A file by its PID and name, whether it exists or not. */
    ConfigFile file(String pid, String name) {
        return ConfigFile.of(path().resolve(pid + "-" + name + ConfigFile.ENDING));
    }
}
