package org.ipmibridge.rmcp.transport;

import java.io.IOException;

/** There is no room for one more socket under the limit of open files. */
final class TooManyOpenFilesException extends IOException {
    private static final long serialVersionUID = 1;

    /** So the kernel's own refusals begin. */
    private static final String KERNELS_WORDS = "Too many open files";

    TooManyOpenFilesException() {
        super(KERNELS_WORDS);
    }

    /** Whether the kernel refused for the same reason. */
    static boolean isSaidBy(Exception failure) {
        return String.valueOf(failure.getMessage()).startsWith(KERNELS_WORDS);
    }
}
