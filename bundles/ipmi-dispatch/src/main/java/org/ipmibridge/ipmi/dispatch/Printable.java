package org.ipmibridge.ipmi.dispatch;

/** Text from the network as one harmless word of a log line. */
final class Printable {
    private Printable() {}

    /** The text in quotes; what is not plainly visible ASCII is {@code \xNN}, so that no line can be forged. */
    static String quoted(String text) {
        StringBuilder printable = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(character -> {
            if (character >= ' ' && character <= '~' && character != '"' && character != '\\') {
                printable.append((char) character);
            } else {
                printable.append(String.format("\\x%02x", character));
            }
        });
        return printable.append('"').toString();
    }
}
