package org.ipmibridge.ipmi.console;

/** What came is no proper answer: it is damaged, forged, of another session or to another request. */
public final class InvalidAnswerException extends ConsoleException {
    private static final long serialVersionUID = 1L;

    InvalidAnswerException(String message) {
        super(message);
    }
}
