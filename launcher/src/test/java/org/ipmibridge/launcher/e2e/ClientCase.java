package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a real client must see.
 *
 * @param name the identifier and what it shows
 * @param succeeds whether the client is to exit with 0
 * @param seconds how long it should take at most
 * @param output what is to be found in the output
 * @param command the bash command
 */
record ClientCase(String name, boolean succeeds, int seconds, Pattern output, String command) {
    private static final Pattern BLOCK =
            Pattern.compile("(\\w\\d\\d .+)\n  exit (0|failure), within (\\d+) s\n  ~ (.+)\n  \\$ (.+)");

    /** All cases of a resource beside this class. */
    static List<ClientCase> read(String resource) throws IOException {
        try (InputStream in = ClientCase.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<ClientCase> cases = new ArrayList<>();
            for (String block : text.replaceAll("(?m)^#.*\n", "").strip().split("\n\n")) {
                cases.add(parse(block));
            }
            return cases;
        }
    }

    private static ClientCase parse(String block) {
        Matcher matcher = BLOCK.matcher(block);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(block);
        }
        return new ClientCase(
                matcher.group(1),
                matcher.group(2).equals("0"),
                Integer.parseInt(matcher.group(3)),
                Pattern.compile(matcher.group(4), Pattern.MULTILINE),
                matcher.group(5));
    }

    boolean isSlow(Finished finished) {
        return finished.millis() > seconds * 1000L;
    }

    /** Whether this is the output; {@code ^$} wants none at all. */
    boolean matches(String text) {
        return output.pattern().equals("^$")
                ? text.isBlank()
                : output.matcher(text).find();
    }

    /** Whether the case needs a BMC on UDP port 623, which only root can have. */
    boolean needsPort623() {
        return command.contains("$H623");
    }

    @Override
    public String toString() {
        return name;
    }
}
