package org.ipmibridge.shell.commands.config;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.ipmibridge.shell.commands.ShellException;

/**
 * Replaces files as a whole: whatever happens, there is the old content or the new one. A symbolic link stays one, and what it leads to is
 * replaced. An interrupt ends nothing of it.
 */
final class CfgWriter {
    /** For files that anybody may read. */
    static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");

    /** For secrets. */
    static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private CfgWriter() {}

    /**
     * Writes a file. One that is there keeps its owner and mode.
     *
     * @param mode of a new file
     * @throws ShellException if it cannot be; then nothing is changed
     */
    static void write(Path file, byte[] content, Set<PosixFilePermission> mode) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file;
            requireWritable(target);
            Path temporary = Files.createTempFile(
                    target.toAbsolutePath().getParent(),
                    "." + target.getFileName(),
                    ".part",
                    PosixFilePermissions.asFileAttribute(PRIVATE));
            try {
                force(temporary, content);
                likeBefore(target, temporary, mode);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            forceDirectory(target);
        } catch (IOException e) {
            throw readOnly(file, e);
        }
    }

    /** @throws ShellException if it cannot be; then it is still there */
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            forceDirectory(file);
        } catch (IOException e) {
            throw readOnly(file, e);
        }
    }

    /** The content; none where there is no file. */
    static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ShellException(file + " cannot be read: " + reason(e));
        }
    }

    /** What an exception says, without the path. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        return e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : String.valueOf(e);
    }

    /** A directory may be writable where the file was made read-only on purpose, or is a mount of its own. */
    private static void requireWritable(Path target) throws IOException {
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new FileSystemException(target.toString(), null, "the file is read-only");
        }
    }

    /** Not by a channel, which an interrupt would close. */
    private static void force(Path file, byte[] content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
    }

    /** What is done already is not undone by an interrupt, which is for those who wait for what becomes of it. */
    private static void forceDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        boolean interrupted = Thread.interrupted();
        try {
            while (!isForced(directory)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isForced(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    private static void likeBefore(Path target, Path temporary, Set<PosixFilePermission> mode) throws IOException {
        if (!Files.exists(target)) {
            Files.setPosixFilePermissions(temporary, mode);
            return;
        }
        PosixFileAttributes before = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributeView view =
                Files.getFileAttributeView(temporary, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes now = view.readAttributes();
        if (!now.owner().equals(before.owner())) {
            view.setOwner(before.owner());
        }
        if (!now.group().equals(before.group())) {
            view.setGroup(before.group());
        }
        view.setPermissions(before.permissions());
    }

    private static ShellException readOnly(Path file, IOException cause) {
        return new ShellException(file + " cannot be changed by the bridge (" + reason(cause)
                + "); nothing was changed. Edit it where it comes from: the bridge takes it over at once");
    }
}
