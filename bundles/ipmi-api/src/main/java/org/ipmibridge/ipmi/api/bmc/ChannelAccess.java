package org.ipmibridge.ipmi.api.bmc;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/**
 * How the LAN channel of a BMC may be used (IPMI v2.0, sections 22.22 and 22.23). There are two copies: the one in force, which is
 * volatile, and the one that it is set from at each start.
 *
 * @param mode 0 disabled, 1 pre-boot only, 2 always available, 3 shared
 * @param userLevelAuthenticationDisabled whether commands of User level need no authentication. It is stored and given back;
 *     authentication is never left out
 * @param perMessageAuthenticationDisabled the same for all but the first message
 * @param alertingDisabled whether PEF alerting is off
 * @param privilegeLimit the highest level of any session
 */
public record ChannelAccess(
        int mode,
        boolean userLevelAuthenticationDisabled,
        boolean perMessageAuthenticationDisabled,
        boolean alertingDisabled,
        PrivilegeLevel privilegeLimit) {
    /** The mode in which nobody can log in. */
    public static final int DISABLED = 0;
    /** The mode of a server that can always be managed. */
    public static final int ALWAYS_AVAILABLE = 2;

    private static final ChannelAccess DEFAULT =
            new ChannelAccess(ALWAYS_AVAILABLE, false, false, true, PrivilegeLevel.ADMINISTRATOR);
    private static final String IN_FORCE = "channel.access-in-force";
    private static final String STORED = "channel.access";

    /** The settings in force. */
    public static ChannelAccess inForce(BmcSettings settings) {
        return settings.get(IN_FORCE).flatMap(ChannelAccess::decode).orElseGet(() -> stored(settings));
    }

    /** The settings that the next start begins with. */
    public static ChannelAccess stored(BmcSettings settings) {
        return settings.get(STORED).flatMap(ChannelAccess::decode).orElse(DEFAULT);
    }

    /** Puts these settings in force until the bridge stops. */
    public void putInForce(BmcSettings settings) {
        settings.putVolatile(IN_FORCE, encode());
    }

    /** Keeps these settings for the next start; what is in force stays as it is. */
    public CompletionStage<Void> store(BmcSettings settings) {
        inForce(settings).putInForce(settings);
        return settings.put(STORED, encode());
    }

    private byte[] encode() {
        return new byte[] {
            (byte) mode,
            (byte) ((userLevelAuthenticationDisabled ? 1 : 0)
                    | (perMessageAuthenticationDisabled ? 2 : 0)
                    | (alertingDisabled ? 4 : 0)),
            (byte) privilegeLimit.code()
        };
    }

    private static Optional<ChannelAccess> decode(byte[] bytes) {
        return bytes.length != 3
                ? Optional.empty()
                : PrivilegeLevel.of(bytes[2])
                        .map(limit -> new ChannelAccess(
                                bytes[0], (bytes[1] & 1) != 0, (bytes[1] & 2) != 0, (bytes[1] & 4) != 0, limit));
    }
}
