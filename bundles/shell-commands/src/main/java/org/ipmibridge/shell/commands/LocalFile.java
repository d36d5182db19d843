package org.ipmibridge.shell.commands;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.felix.service.command.CommandSession;

/**
 * A file that an operator names, relative to where the operator is. This process reads it, which may have another user and may see other
 * directories.
 *
 * @param path its absolute path
 * @param bytes its size
 */
public record LocalFile(Path path, long bytes) {
    /** @throws ShellException if this process cannot read it; the message says why */
    public static LocalFile of(CommandSession session, String file) {
        Path path = path(session, file);
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new ShellException(path + " is no file");
            }
            if (!Files.isReadable(path)) {
                throw new AccessDeniedException(path.toString());
            }
            return new LocalFile(path, attributes.size());
        } catch (NoSuchFileException e) {
            throw new ShellException("the bridge sees no file " + path + "; it reads the file itself, as user " + user()
                    + ", and a service may not see all directories");
        } catch (AccessDeniedException e) {
            throw new ShellException(
                    "the bridge may not read " + path + "; it reads the file itself, as user " + user());
        } catch (IOException e) {
            throw new ShellException("the bridge cannot read " + path + ": " + e.getMessage());
        }
    }

    private static Path path(CommandSession session, String file) {
        try {
            return session.currentDir().resolve(file).normalize();
        } catch (InvalidPathException e) {
            throw new UsageException(file + " is no path of a file");
        }
    }

    private static String user() {
        return System.getProperty("user.name");
    }
}
