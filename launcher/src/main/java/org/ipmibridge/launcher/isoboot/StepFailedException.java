package org.ipmibridge.launcher.isoboot;

/** The BMC refused something, or it did not happen; the message says what and why. */
final class StepFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    StepFailedException(String message) {
        super(message);
    }
}
