package org.ipmibridge.ipmi.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.ipmibridge.ipmi.api.session.SessionTable;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * The configuration, checked.
 *
 * @param cipherSuites the suites on offer, in the order in which they are listed
 * @param authenticationTypes the types on offer for IPMI v1.5 sessions, none for no such sessions
 * @param maxSessions the most sessions and log-ins under way of one BMC, 1 to 255
 * @param idle how long a session lives without a packet
 * @param login how long a log-in may take
 */
record SessionSettings(
        Set<CipherSuite> cipherSuites,
        Set<AuthenticationType> authenticationTypes,
        int maxSessions,
        Duration idle,
        Duration login) {
    /** What holds where no configuration is good; the same as the defaults of {@link SessionConfig}. */
    static final SessionSettings DEFAULTS = new SessionSettings(
            new LinkedHashSet<>(List.of(CipherSuite.SUITE_17, CipherSuite.SUITE_3)),
            Set.of(),
            64,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));

    /** @throws IllegalArgumentException that names file, key, value and reason */
    static SessionSettings of(SessionConfig config, ConfigReader reader) {
        return new SessionSettings(
                parse(reader, "cipher.suites", config.cipher_suites(), SessionSettings::suite),
                parse(reader, "v15.authentication", config.v15_authentication(), SessionSettings::authenticationType),
                reader.number("sessions.max", config::sessions_max, 1, SessionTable.CAPACITY),
                Duration.ofSeconds(reader.number("idle.seconds", config::idle_seconds, 5, 86_400)),
                Duration.ofSeconds(reader.number("login.seconds", config::login_seconds, 1, 300)));
    }

    boolean allowsV15() {
        return !authenticationTypes.isEmpty();
    }

    private static <T> Set<T> parse(ConfigReader reader, String key, String[] values, Function<String, T> parser) {
        List<String> words = Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        Set<T> parsed = new LinkedHashSet<>();
        for (String word : words) {
            try {
                parsed.add(parser.apply(word));
            } catch (IllegalArgumentException e) {
                throw reader.wrong(key, e.getMessage());
            }
        }
        return parsed;
    }

    private static CipherSuite suite(String word) {
        int id = word.matches("\\d{1,3}") ? Integer.parseInt(word) : -1;
        return CipherSuite.of(id)
                .orElseThrow(() -> new IllegalArgumentException("must be some of 1, 2, 3, 15, 16, 17"));
    }

    private static AuthenticationType authenticationType(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "md5" -> AuthenticationType.MD5;
            case "md2" -> AuthenticationType.MD2;
            case "straight" -> AuthenticationType.STRAIGHT_PASSWORD;
            default -> throw new IllegalArgumentException("must be some of md5, md2, straight");
        };
    }
}
