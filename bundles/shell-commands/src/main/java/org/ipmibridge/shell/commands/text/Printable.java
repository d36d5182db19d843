package org.ipmibridge.shell.commands.text;

/** Makes text that others chose (a user's name, a machine's name) safe for a terminal. */
public final class Printable {
    private Printable() {}

    /** The text with every control and formatting character replaced by its escape, for example {@code \u001b}. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> append(safe, character));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int character) {
        if (isUnsafe(character)) {
            safe.append(String.format("\\u%04x", character));
        } else {
            safe.appendCodePoint(character);
        }
    }

    private static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
