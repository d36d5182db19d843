package org.ipmibridge.shell.commands.config;

/** The escapes of a configuration file. */
final class CfgText {
    private static final int HEX_DIGITS = 4;

    private CfgText() {}

    /** A value as it is written, so that it is read as it is. */
    static String escape(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(plain(c, i == 0) ? String.valueOf(c) : String.format("\\u%04X", (int) c));
            }
        }
        return text.toString();
    }

    private static boolean plain(char c, boolean first) {
        return c > ' ' && c < 0x7F || c == ' ' && !first;
    }

    /** @throws IllegalArgumentException if an escape is broken */
    static String unescape(String text) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                value.append(c);
            } else if (text.charAt(i + 1) == 'u') {
                value.append(unicode(text, i));
                i += 1 + HEX_DIGITS;
            } else {
                i++;
                value.append(control(text.charAt(i)));
            }
        }
        return value.toString();
    }

    private static char unicode(String text, int at) {
        int start = at + 2;
        int end = start + HEX_DIGITS;
        String digits = text.substring(start, Math.min(end, text.length()));
        if (!digits.matches("\\p{XDigit}{4}")) {
            throw new IllegalArgumentException(
                    "\\u" + digits + " is no character: four hexadecimal digits must follow \\u,"
                            + " and a backslash itself is written \\\\");
        }
        return (char) Integer.parseInt(digits, 16);
    }

    private static char control(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            case 'b' -> '\b';
            default -> c;
        };
    }
}
