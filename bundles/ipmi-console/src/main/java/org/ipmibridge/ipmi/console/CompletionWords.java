package org.ipmibridge.ipmi.console;

import java.util.Map;

/** Codes in words: completion codes (IPMI v2.0, table 5-2) and RMCP+ status codes (table 13-15). */
public final class CompletionWords {
    private static final Map<Integer, String> COMPLETION = Map.ofEntries(
            Map.entry(0x00, "done"),
            Map.entry(0xC0, "the BMC is busy"),
            Map.entry(0xC1, "the BMC does not know this command"),
            Map.entry(0xC2, "the command is not valid for this LUN"),
            Map.entry(0xC3, "the BMC did not get it done in time"),
            Map.entry(0xC4, "the BMC is out of space"),
            Map.entry(0xC5, "the reservation is cancelled"),
            Map.entry(0xC6, "the request is truncated"),
            Map.entry(0xC7, "the request's length is wrong"),
            Map.entry(0xC8, "the request is too long"),
            Map.entry(0xC9, "a parameter is out of range"),
            Map.entry(0xCA, "the BMC cannot return so many bytes"),
            Map.entry(0xCB, "the requested thing does not exist"),
            Map.entry(0xCC, "the BMC does not support this value"),
            Map.entry(0xCD, "the command does not fit the sensor or record"),
            Map.entry(0xCE, "the BMC could not make an answer"),
            Map.entry(0xCF, "the request was a duplicate"),
            Map.entry(0xD1, "the BMC's firmware is being updated"),
            Map.entry(0xD2, "the BMC is starting"),
            Map.entry(0xD3, "the machine cannot be reached from the BMC"),
            Map.entry(0xD4, "the user's privilege is not sufficient"),
            Map.entry(0xD5, "the machine's present state does not allow it"),
            Map.entry(0xD6, "the command is disabled"),
            Map.entry(0xFF, "the BMC failed for a reason that it does not tell"));

    private static final Map<Integer, String> STATUS = Map.ofEntries(
            Map.entry(0x01, "the BMC has no room for another session"),
            Map.entry(0x02, "the BMC does not know the session any more"),
            Map.entry(0x03, "invalid payload type"),
            Map.entry(0x04, "invalid authentication algorithm"),
            Map.entry(0x05, "invalid integrity algorithm"),
            Map.entry(0x06, "no matching authentication payload"),
            Map.entry(0x07, "no matching integrity payload"),
            Map.entry(0x08, "the BMC does not know the session any more"),
            Map.entry(0x09, "the user may not have this privilege"),
            Map.entry(0x0A, "the user may not have this privilege"),
            Map.entry(0x0B, "the BMC has no room for another session of this privilege"),
            Map.entry(0x0C, "the user name is too long for the BMC"),
            Map.entry(0x0D, "the BMC has no such user, or it may not log in"),
            Map.entry(0x0E, "the BMC refuses this user's log-ins"),
            Map.entry(0x0F, "the BMC has another password or key"),
            Map.entry(0x10, "invalid confidentiality algorithm"),
            Map.entry(0x11, "the BMC does not have this cipher suite"),
            Map.entry(0x12, "illegal parameter"));

    private CompletionWords() {}

    /** A completion code, as {@code the BMC is busy (C0h)}. */
    public static String completion(int code) {
        return words(COMPLETION, code, "completion code");
    }

    /** The status of a refused log-in. */
    static String status(int code) {
        return words(STATUS, code, "status");
    }

    private static String words(Map<Integer, String> known, int code, String unknown) {
        String words = known.get(code);
        return words == null ? String.format("%s %02Xh", unknown, code) : String.format("%s (%02Xh)", words, code);
    }
}
