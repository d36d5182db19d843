package org.ipmibridge.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Makes syslog messages (RFC 5424, section 6) of lines: time and event are taken from the line, which is the message's text. */
final class SyslogFormat {
    /** Where the time begins in each line; it is 24 characters long. */
    private static final int TIME = "{\"time\":\"".length();

    private static final int TIME_LENGTH = 24;
    private static final int EVENT = TIME + TIME_LENGTH + "\",\"event\":\"".length();
    private static final int LONGEST_ID = 32;

    private final String begin;
    private final String source;

    /** @param host the name of this host, in visible ASCII */
    SyslogFormat(SyslogTarget target, String host) {
        begin = "<" + target.priority() + ">1 ";
        source = " " + host + " ipmibridge " + ProcessHandle.current().pid() + " ";
    }

    String message(String line) {
        int end = line.indexOf('"', EVENT);
        String event = line.substring(EVENT, Math.min(end, EVENT + LONGEST_ID));
        return begin + line.substring(TIME, TIME + TIME_LENGTH) + source + event + " - " + line;
    }

    /** The name of this host, in visible ASCII as the standard wants it. The name service may be asked, and take its time. */
    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^\\x21-\\x7E]", "?");
        } catch (UnknownHostException e) {
            return "-";
        }
    }
}
