package org.ipmibridge.launcher.e2e;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What ipmitool says on standard error when an answer to its log-in took more than a second. It asks again then, so that this is neither a
 * failure nor anything of what its command prints.
 */
final class ResendNotice {
    private static final Pattern NOTICE = Pattern.compile("> Error: no response from RAKP [13] message");

    private ResendNotice() {}

    static boolean is(String line) {
        return NOTICE.matcher(line).matches();
    }

    /** An output without it. */
    static String without(List<String> lines) {
        return lines.stream().filter(line -> !is(line)).collect(Collectors.joining("\n"));
    }
}
