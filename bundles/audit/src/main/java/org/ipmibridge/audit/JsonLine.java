package org.ipmibridge.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** One JSON object (RFC 8259) in one line of ASCII, so that no name can forge a line or a field. Its first field is the time. */
final class JsonLine {
    /** Of a longer text only the beginning is written; in characters of the line. So no line becomes longer than 32 KB, and a datagram has room for it. */
    static final int LONGEST_TEXT = 2000;

    /** Of all texts of a list together. */
    private static final int LONGEST_LIST = 8000;

    private static final String REST = "...";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The text of a second, as most lines are of the same one as the line before. */
    private record Second(long epoch, String text) {}

    private static volatile Second last = new Second(0, SECOND.format(Instant.EPOCH));

    private final StringBuilder text = new StringBuilder(320);

    JsonLine(Instant time, String event) {
        text.append("{\"time\":\"").append(second(time)).append('.');
        int millis = time.getNano() / 1_000_000;
        text.append((char) ('0' + millis / 100)).append((char) ('0' + millis / 10 % 10));
        text.append((char) ('0' + millis % 10)).append("Z\"");
        put("event", event);
    }

    private static String second(Instant time) {
        Second known = last;
        if (known.epoch() != time.getEpochSecond()) {
            known = new Second(time.getEpochSecond(), SECOND.format(time));
            last = known;
        }
        return known.text();
    }

    /** Adds a text; an empty one is left out. */
    JsonLine put(String key, String value) {
        if (!value.isEmpty()) {
            key(key);
            string(text, value);
        }
        return this;
    }

    JsonLine put(String key, long value) {
        key(key);
        text.append(value);
        return this;
    }

    JsonLine put(String key, boolean value) {
        key(key);
        text.append(value);
        return this;
    }

    JsonLine put(String key, List<String> values) {
        key(key);
        int most = text.length() + LONGEST_LIST;
        char before = '[';
        for (String value : values) {
            boolean full = text.length() > most;
            text.append(before);
            string(text, full ? REST : value);
            before = ',';
            if (full) {
                break;
            }
        }
        text.append(values.isEmpty() ? "[]" : "]");
        return this;
    }

    /** Adds a time that is long or short, in milliseconds with three decimals. */
    JsonLine putMillis(String key, long nanos) {
        key(key);
        long micros = Math.max(0, nanos) / 1000;
        long rest = micros % 1000;
        text.append(micros / 1000).append('.');
        text.append((char) ('0' + rest / 100)).append((char) ('0' + rest / 10 % 10));
        text.append((char) ('0' + rest % 10));
        return this;
    }

    private void key(String key) {
        text.append(",\"").append(key).append("\":");
    }

    /** The line, without its end. */
    String end() {
        return text.append('}').toString();
    }

    /** A text in quotation marks, as it stands in a line. */
    static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2);
        string(quoted, value);
        return quoted.toString();
    }

    private static void string(StringBuilder json, String value) {
        json.append('"');
        int most = json.length() + LONGEST_TEXT;
        for (int i = 0; i < value.length(); i++) {
            if (json.length() >= most) {
                json.append(REST);
                break;
            }
            char unit = value.charAt(i);
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else if (unit < ' ' || unit > '~') {
                json.append(String.format("\\u%04x", (int) unit));
            } else {
                json.append(unit);
            }
        }
        json.append('"');
    }
}
