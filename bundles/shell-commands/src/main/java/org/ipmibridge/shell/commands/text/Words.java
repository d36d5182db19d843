package org.ipmibridge.shell.commands.text;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/** Values in words. */
public final class Words {
    private static final HexFormat HEX = HexFormat.of();

    private Words() {}

    /** {@code 127.0.0.1:6230} or {@code [::1]:6230}. */
    public static String address(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** {@code 0.3 s}, {@code 2 min 5 s}, {@code 3 h 0 min}, {@code 12 d 4 h}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }

    public static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** An enum's constant as people write it: {@code SOFT_OFF} is {@code soft off}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
