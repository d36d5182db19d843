package org.ipmibridge.ipmi.session;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration PID {@code org.ipmibridge.ipmi.session}, as Config Admin delivers it. */
@ObjectClassDefinition(
        id = "org.ipmibridge.ipmi.session",
        name = "IPMI sessions",
        description = "How clients log in to the BMCs, and how many at once.")
@interface SessionConfig {
    @AttributeDefinition(
            name = "Cipher suites",
            description =
                    "IPMI v2.0 cipher suites that clients may use, in the order in which they are listed: 1, 2, 3, 15, 16, 17. "
                            + "1 and 15 protect nothing but the log-in; 2 and 16 do not encrypt. Suite 0 does not exist here.")
    String[] cipher_suites() default {"17", "3"};

    @AttributeDefinition(
            name = "IPMI v1.5 authentication types",
            description = "How IPMI v1.5 clients may authenticate: md5, md2, straight. Empty: no IPMI v1.5 sessions.")
    String[] v15_authentication() default {};

    @AttributeDefinition(
            name = "Sessions per BMC",
            description =
                    "The most sessions and log-ins under way of one BMC at a time, 1 to 255. When it is reached, the oldest "
                            + "log-in under way is given up for a new one.",
            min = "1",
            max = "255")
    int sessions_max() default 64;

    @AttributeDefinition(
            name = "Idle time",
            description = "Seconds without a packet after which a session ends, 5 to 86400.",
            min = "5",
            max = "86400")
    int idle_seconds() default 60;

    @AttributeDefinition(
            name = "Log-in time",
            description = "Seconds that a client has for its log-in, from the first message to the last, 1 to 300.",
            min = "1",
            max = "300")
    int login_seconds() default 10;
}
