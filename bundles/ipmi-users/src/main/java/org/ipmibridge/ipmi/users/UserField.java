package org.ipmibridge.ipmi.users;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/** What can be changed of a user, each as text: the parts of which the operator's and the clients' values are told apart. */
enum UserField {
    NAME("name", User::name, User::withName),
    PASSWORD("password", user -> toHex(user.password()), (user, hex) -> user.withPassword(fromHex(hex))),
    ENABLED("enabled", user -> String.valueOf(user.enabled()), (user, text) -> user.withEnabled(flag(text))),
    PRIVILEGE_LIMIT("privilege", UserField::limit, (user, text) -> user.withPrivilegeLimit(limit(text))),
    IPMI_MESSAGING(
            "ipmi-messaging",
            user -> String.valueOf(user.ipmiMessaging()),
            (user, text) -> user.withIpmiMessaging(flag(text))),
    LINK_AUTHENTICATION(
            "link-authentication",
            user -> String.valueOf(user.linkAuthentication()),
            (user, text) -> user.withLinkAuthentication(flag(text))),
    CALLBACK_ONLY(
            "callback-only",
            user -> String.valueOf(user.callbackOnly()),
            (user, text) -> user.withCallbackOnly(flag(text))),
    SESSION_LIMIT(
            "session-limit",
            user -> String.valueOf(user.sessionLimit()),
            (user, text) -> user.withSessionLimit(Integer.parseInt(text)));

    private static final String NO_ACCESS = "none";

    private final String key;
    private final Function<User, String> reader;
    private final BiFunction<User, String, User> writer;

    UserField(String key, Function<User, String> reader, BiFunction<User, String, User> writer) {
        this.key = key;
        this.reader = reader;
        this.writer = writer;
    }

    /** The field's name in a file. */
    String key() {
        return key;
    }

    String of(User user) {
        return reader.apply(user);
    }

    /** @throws IllegalArgumentException if {@code text} is no value of this field */
    User set(User user, String text) {
        return writer.apply(user, text);
    }

    /** What to remember of a configured value, to know later whether it is still the same. */
    Basis basis(String configured) {
        return this == PASSWORD ? Basis.ofSecret(configured) : Basis.of(configured);
    }

    /**
     * What {@link Basis#text} told.
     *
     * @throws IllegalArgumentException if it cannot have told that
     */
    Basis writtenBasis(String text) {
        return this == PASSWORD ? Basis.ofFingerprint(text) : Basis.of(text);
    }

    private static String toHex(Secret secret) {
        return HexFormat.of().formatHex(secret.padded(secret.length()));
    }

    private static Secret fromHex(String hex) {
        return Secret.ofPadded(HexFormat.of().parseHex(hex));
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text + " is neither true nor false");
        }
        return text.equals("true");
    }

    private static String limit(User user) {
        return user.privilegeLimit()
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .orElse(NO_ACCESS);
    }

    private static Optional<PrivilegeLevel> limit(String text) {
        return text.equals(NO_ACCESS)
                ? Optional.empty()
                : Optional.of(PrivilegeLevel.valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
