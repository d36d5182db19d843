package org.ipmibridge.bundle.deployer;

import java.io.IOException;

/** A file that is no bundle which can be deployed. The message is one line that follows the file's name. */
final class NotDeployableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean whole;

    /** @param whole whether the file is a whole jar, so that waiting for the rest of it is no use */
    NotDeployableException(String message, boolean whole) {
        super(message);
        this.whole = whole;
    }

    boolean isWhole() {
        return whole;
    }
}
