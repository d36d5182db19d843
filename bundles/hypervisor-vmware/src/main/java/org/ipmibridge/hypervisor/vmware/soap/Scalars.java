package org.ipmibridge.hypervisor.vmware.soap;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Values that are text on the wire. */
final class Scalars {
    private static final Map<Class<?>, Function<String, Object>> PARSERS = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(boolean.class, Scalars::truth),
            Map.entry(Boolean.class, Scalars::truth),
            Map.entry(byte.class, text -> Byte.valueOf(text.trim())),
            Map.entry(Byte.class, text -> Byte.valueOf(text.trim())),
            Map.entry(short.class, text -> Short.valueOf(text.trim())),
            Map.entry(Short.class, text -> Short.valueOf(text.trim())),
            Map.entry(int.class, text -> Integer.valueOf(text.trim())),
            Map.entry(Integer.class, text -> Integer.valueOf(text.trim())),
            Map.entry(long.class, text -> Long.valueOf(text.trim())),
            Map.entry(Long.class, text -> Long.valueOf(text.trim())),
            Map.entry(float.class, text -> Float.valueOf(text.trim())),
            Map.entry(Float.class, text -> Float.valueOf(text.trim())),
            Map.entry(double.class, text -> Double.valueOf(text.trim())),
            Map.entry(Double.class, text -> Double.valueOf(text.trim())),
            Map.entry(Calendar.class, text -> calendar(text.trim())),
            Map.entry(byte[].class, text -> Base64.getMimeDecoder().decode(text)));

    /** The names of enumerations' values on the wire, which are not always the constants'. */
    private static final ClassValue<Map<String, Object>> ENUMERATIONS = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
            Map<String, Object> constants = new HashMap<>();
            for (Object constant : type.getEnumConstants()) {
                constants.put(constant.toString(), constant);
            }
            return constants;
        }
    };

    private Scalars() {}

    static boolean isScalar(Class<?> type) {
        return type.isEnum() || PARSERS.containsKey(type) || Calendar.class.isAssignableFrom(type);
    }

    /** Null for what is no value of the type, also for a value newer than the type. */
    static Object parse(String text, Class<?> type) {
        if (type.isEnum()) {
            return ENUMERATIONS.get(type).get(text.trim());
        }
        try {
            return PARSERS.get(type).apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    static String format(Object value) {
        if (value instanceof Calendar calendar) {
            return calendar.toInstant().toString();
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }

    /** The name of the value's type in XML Schema. */
    static String schemaName(Object value) {
        if (value instanceof Calendar) {
            return "xsd:dateTime";
        }
        if (value instanceof byte[]) {
            return "xsd:base64Binary";
        }
        return value instanceof Integer
                ? "xsd:int"
                : "xsd:" + value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Boolean truth(String text) {
        return switch (text.trim()) {
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Calendar calendar(String text) {
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
        ZonedDateTime zoned =
                time instanceof LocalDateTime local ? local.atZone(ZoneOffset.UTC) : ZonedDateTime.from(time);
        return GregorianCalendar.from(zoned);
    }
}
