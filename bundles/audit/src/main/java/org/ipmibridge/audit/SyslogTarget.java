package org.ipmibridge.audit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * Where the lines go as syslog messages.
 *
 * @param host its name or address
 * @param port its UDP or TCP port
 * @param tcp over TCP and not UDP
 * @param facility 0 to 23 (RFC 5424, section 6.2.1)
 * @param severity 0 to 7
 */
record SyslogTarget(String host, int port, boolean tcp, int facility, int severity) {
    private static final int STANDARD_PORT = 514;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f.]*(:[0-9A-Fa-f.]*){2,7}");
    private static final List<String> FACILITIES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "ntp",
            "audit",
            "alert",
            "clock",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");
    private static final List<String> SEVERITIES =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    /** What is configured; none where no address is given. */
    static Optional<SyslogTarget> of(AuditTrail.Config config, ConfigReader reader) {
        int facility = index("syslog.facility", config.syslog_facility(), FACILITIES, reader);
        int severity = index("syslog.severity", config.syslog_severity(), SEVERITIES, reader);
        boolean tcp = reader.word("syslog.protocol", "udp", "tcp").equals("tcp");
        String address = config.syslog_address().strip();
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > 0 && (address.indexOf(':') == colon || address.charAt(colon - 1) == ']');
        String host = (hasPort ? address.substring(0, colon) : address).replaceAll("^\\[|]$", "");
        if (!HOST.matcher(host).matches()) {
            throw reader.wrong("syslog.address", "must be a host, with :port after it unless that is 514");
        }
        return Optional.of(new SyslogTarget(
                host, hasPort ? port(address.substring(colon + 1), reader) : STANDARD_PORT, tcp, facility, severity));
    }

    private static int port(String text, ConfigReader reader) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 1 << 16) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // The message below says all that this could.
        }
        throw reader.wrong("syslog.address", "its port must be 1 to 65535");
    }

    private static int index(String key, String word, List<String> words, ConfigReader reader) {
        int index = words.indexOf(word.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw reader.wrong(key, "must be one of " + String.join(", ", words));
        }
        return index;
    }

    /** What a message begins with. */
    int priority() {
        return facility * 8 + severity;
    }

    @Override
    public String toString() {
        return "syslog " + host + ":" + port + (tcp ? " (TCP)" : " (UDP)");
    }
}
