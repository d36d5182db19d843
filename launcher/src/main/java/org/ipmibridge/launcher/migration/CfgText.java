package org.ipmibridge.launcher.migration;

/** The text of a configuration file, line by line. */
final class CfgText {
    private final StringBuilder text = new StringBuilder();

    CfgText comment(String comment) {
        text.append("# ").append(ascii(comment)).append('\n');
        return this;
    }

    /** @throws ImportException if the value would be taken for a reference to something else */
    CfgText set(String key, String value) throws ImportException {
        if (value.matches("(?s).*\\$[\\[{].*")) {
            throw new ImportException(key + " = " + value + ": '$[' and '${' cannot stand in a configuration file");
        }
        return line(key, ascii(value.replace("\\", "\\\\")));
    }

    CfgText set(String key, int value) {
        return line(key, Integer.toString(value));
    }

    /** Has the value taken from a file of the secrets' directory. */
    CfgText secret(String key, String file) {
        return line(key, "$[secret:" + file + "]");
    }

    CfgText blank() {
        text.append('\n');
        return this;
    }

    private CfgText line(String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
        return this;
    }

    private static String ascii(String value) {
        StringBuilder ascii = new StringBuilder();
        for (char c : value.toCharArray()) {
            if (c >= ' ' && c < 0x7F) {
                ascii.append(c);
            } else {
                ascii.append(String.format("\\u%04X", (int) c));
            }
        }
        return ascii.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
