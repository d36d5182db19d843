package org.ipmibridge.shell.commands.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ipmibridge.shell.commands.ShellException;

/**
 * A file of the configuration directory. File Install makes a configuration of {@code PID.cfg}, or of {@code PID-NAME.cfg} one of several.
 *
 * @param path where it is; need not exist
 * @param pid what stands before the first hyphen
 * @param name what stands after it
 */
record ConfigFile(Path path, String pid, Optional<String> name) {
    static final String ENDING = ".cfg";

    static ConfigFile of(Path path) {
        String file = path.getFileName().toString();
        String base = file.substring(0, file.length() - ENDING.length());
        int hyphen = base.indexOf('-');
        return hyphen < 0
                ? new ConfigFile(path, base, Optional.empty())
                : new ConfigFile(path, base.substring(0, hyphen), Optional.of(base.substring(hyphen + 1)));
    }

    /** The file's name without its directory. */
    String fileName() {
        return path.getFileName().toString();
    }

    /** The PID of the configuration that File Install makes of it. */
    String configurationPid() {
        return pid + name.map(each -> "~" + each).orElse("");
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** @throws ShellException if it cannot be read, or is broken */
    CfgFile read() {
        try {
            return CfgFile.parse(Files.readString(path, CfgFile.CHARSET));
        } catch (IOException e) {
            throw new ShellException(path + " cannot be read: " + CfgWriter.reason(e));
        } catch (IllegalArgumentException e) {
            throw new ShellException(path + ": " + e.getMessage());
        }
    }
}
