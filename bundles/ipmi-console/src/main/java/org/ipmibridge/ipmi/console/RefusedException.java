package org.ipmibridge.ipmi.console;

/** The BMC refused a log-in, with an RMCP+ status code (IPMI v2.0, section 13.24) or a completion code. */
public final class RefusedException extends ConsoleException {
    private static final long serialVersionUID = 1L;

    static final String OPEN_SESSION = "Open Session";
    static final String CHALLENGE = "Get Session Challenge";
    static final String ACTIVATE = "Activate Session";
    static final String SET_PRIVILEGE = "Set Session Privilege Level";

    private final String step;
    private final int status;

    RefusedException(String step, int status) {
        super(String.format("%s: %02Xh", step, status));
        this.step = step;
        this.status = status;
    }

    /** The message that was refused: {@code Open Session}, {@code RAKP 1}, {@code RAKP 3} or the name of a command. */
    public String step() {
        return step;
    }

    /** The status or completion code. */
    public int status() {
        return status;
    }
}
