package org.ipmibridge.ipmi.console;

/** The BMC does not have the same key: the password where RAKP 2 tells it, K_G where RAKP 4 does (IPMI v2.0, section 13.20). */
public final class WrongKeyException extends ConsoleException {
    private static final long serialVersionUID = 1L;

    private final boolean password;

    private WrongKeyException(String message, boolean password) {
        super(message);
        this.password = password;
    }

    static WrongKeyException ofPassword() {
        return new WrongKeyException("wrong Key Exchange Authentication Code in RAKP 2: another password", true);
    }

    static WrongKeyException ofKg() {
        return new WrongKeyException("wrong Integrity Check Value in RAKP 4: another key K_G", false);
    }

    /** Whether it is the user's password; otherwise it is the key K_G. */
    public boolean isPassword() {
        return password;
    }
}
