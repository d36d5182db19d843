package org.ipmibridge.ipmi.console;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Who logs in, and how. Immutable; each {@code with} gives a changed copy.
 *
 * @param user the user name as it goes over the wire
 * @param password up to 20 bytes, without padding
 * @param kg the key K_G, up to 20 bytes; empty where the password serves for both
 * @param suite the cipher suite
 * @param privilege the highest privilege that is asked for, 1 to 5; 0 only in Open Session, for "the highest"
 * @param nameOnly whether the user is looked up by name alone
 * @param consoleSessionId the console's session ID (SIDM)
 */
public record Login(
        byte[] user, byte[] password, byte[] kg, Suite suite, int privilege, boolean nameOnly, int consoleSessionId) {
    public static final int USER = 2;
    public static final int OPERATOR = 3;
    public static final int ADMINISTRATOR = 4;

    /** Bytes in a user name. */
    public static final int LONGEST_NAME = 16;
    /** Bytes in a password. */
    public static final int LONGEST_PASSWORD = 20;

    /** As ipmitool does it by default: cipher suite 17, ADMINISTRATOR, name-only lookup, always the same session ID. */
    public static Login of(String user, String password) {
        return new Login(utf8(user), utf8(password), new byte[0], Suite.SUITE_17, ADMINISTRATOR, true, 0xA0A2A3A4);
    }

    public Login withUser(byte[] newUser) {
        return new Login(newUser, password, kg, suite, privilege, nameOnly, consoleSessionId);
    }

    public Login withPassword(String newPassword) {
        return new Login(user, utf8(newPassword), kg, suite, privilege, nameOnly, consoleSessionId);
    }

    public Login withKg(byte[] newKg) {
        return new Login(user, password, newKg, suite, privilege, nameOnly, consoleSessionId);
    }

    public Login withSuite(int newSuite) {
        return new Login(user, password, kg, Suite.of(newSuite), privilege, nameOnly, consoleSessionId);
    }

    public Login withPrivilege(int newPrivilege) {
        return new Login(user, password, kg, suite, newPrivilege, nameOnly, consoleSessionId);
    }

    public Login withNameOnly(boolean newNameOnly) {
        return new Login(user, password, kg, suite, privilege, newNameOnly, consoleSessionId);
    }

    public Login withConsoleSessionId(int newConsoleSessionId) {
        return new Login(user, password, kg, suite, privilege, nameOnly, newConsoleSessionId);
    }

    /** A privilege level in a word (IPMI v2.0, section 6.8). */
    public static String privilegeName(int privilege) {
        return switch (privilege) {
            case 1 -> "callback";
            case USER -> "user";
            case OPERATOR -> "operator";
            case ADMINISTRATOR -> "administrator";
            default -> "OEM";
        };
    }

    /** The password as the key of a hash: padded with zeros (IPMI v2.0, section 13.31). */
    byte[] userKey() {
        return Arrays.copyOf(password, 20);
    }

    /** The key that the session's own keys come from. */
    byte[] bmcKey() {
        return kg.length == 0 ? userKey() : Arrays.copyOf(kg, 20);
    }

    /** The requested privilege with the lookup bit, as RAKP 1 has it. */
    int role() {
        return privilege | (nameOnly ? 0x10 : 0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return new String(user, StandardCharsets.ISO_8859_1) + ", suite " + suite.id() + ", privilege " + privilege;
    }
}
