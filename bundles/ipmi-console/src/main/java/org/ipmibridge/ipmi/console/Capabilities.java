package org.ipmibridge.ipmi.console;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a BMC tells of its log-ins before there is one (IPMI v2.0, section 22.13).
 *
 * @param v20 whether it has IPMI v2.0 sessions
 * @param authenticationTypes a bit for each authentication type of IPMI v1.5
 */
record Capabilities(boolean v20, int authenticationTypes) {
    private static final int APP = 0x06;
    private static final int GET_CHANNEL_AUTHENTICATION_CAPABILITIES = 0x38;
    private static final int THIS_CHANNEL = 0x0E;
    private static final int WITH_V20 = 0x80;

    /**
     * Asks a BMC; one that refuses the question for IPMI v2.0 is of version 1.5.
     *
     * @throws NoAnswerException if there is no BMC
     * @throws RefusedException if it answers no question
     */
    static Capabilities of(Sessionless bmc, int privilege) {
        Message answer = ask(bmc, THIS_CHANNEL | WITH_V20, privilege);
        if (answer.code() != 0) {
            answer = ask(bmc, THIS_CHANNEL, privilege);
        }
        byte[] data = answer.data();
        if (answer.code() != 0 || data.length < 4) {
            throw new RefusedException("Get Channel Authentication Capabilities", answer.code());
        }
        return new Capabilities((data[1] & 0x80) != 0 && (data[3] & 0x02) != 0, data[1] & 0x3F);
    }

    private static Message ask(Sessionless bmc, int channel, int privilege) {
        return bmc.ask15(
                "Get Channel Authentication Capabilities",
                APP,
                GET_CHANNEL_AUTHENTICATION_CAPABILITIES,
                channel,
                privilege);
    }

    /** The best authentication of IPMI v1.5; never the password in clear. */
    Optional<Authentication15> best15() {
        return Stream.of(Authentication15.MD5, Authentication15.MD2, Authentication15.NONE)
                .filter(type -> (authenticationTypes & 1 << type.code()) != 0)
                .findFirst();
    }
}
