package org.ipmibridge.bundle.deployer;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in one line why something failed. */
final class Reason {
    private Reason() {}

    /** What the file system says. */
    static String of(Exception failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof FileSystemException e && e.getReason() != null) {
            return e.getReason();
        }
        return line(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /** What somebody's code threw, with the place in that code. */
    static String thrown(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : ": " + line(root.getMessage());
        return root.getClass().getSimpleName() + message;
    }

    /** The first line of a text. */
    static String line(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
