package org.ipmibridge.virtual.bmc.fleet;

import java.util.regex.Pattern;

/**
 * A pattern of names: {@code *} is any characters, {@code ?} any one, all else is itself.
 *
 * @param text the pattern as it is written
 * @param pattern the same as a regular expression
 */
record Glob(String text, Pattern pattern) {
    static Glob of(String text) {
        StringBuilder expression = new StringBuilder();
        text.codePoints()
                .forEach(point -> expression.append(
                        switch (point) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(point));
                        }));
        return new Glob(text, Pattern.compile(expression.toString(), Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
