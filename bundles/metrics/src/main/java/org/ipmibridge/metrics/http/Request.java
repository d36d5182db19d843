package org.ipmibridge.metrics.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client asks for (RFC 9112).
 *
 * @param method for example {@code GET}
 * @param path without the query
 * @param accept the value of the Accept header, several joined; empty without one
 */
public record Request(String method, String path, String accept) {
    private static final Pattern LINE = Pattern.compile("([A-Z]{1,16}) (/[^ ?#]*)(\\?[^ #]*)? HTTP/1\\.[01]");

    /**
     * Reads the head of a request.
     *
     * @param head all before the empty line
     * @return none if it is not HTTP/1
     */
    static Optional<Request> parse(String head) {
        List<String> lines = head.lines().toList();
        Matcher line = LINE.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!line.matches() || !lines.stream().skip(1).allMatch(header -> header.indexOf(':') > 0)) {
            return Optional.empty();
        }
        String accept = lines.stream()
                .skip(1)
                .filter(header -> header.regionMatches(true, 0, "accept:", 0, "accept:".length()))
                .map(header -> header.substring("accept:".length()).strip())
                .reduce((first, second) -> first + "," + second)
                .orElse("");
        return Optional.of(new Request(line.group(1), line.group(2), accept));
    }
}
