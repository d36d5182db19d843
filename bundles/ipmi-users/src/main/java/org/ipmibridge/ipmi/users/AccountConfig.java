package org.ipmibridge.ipmi.users;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of one account, as it is written. */
@ObjectClassDefinition(
        name = "IPMI user account",
        description = "An account that clients log in with, on all BMCs or on some of them.")
public @interface AccountConfig {
    @AttributeDefinition(
            name = "User ID",
            description =
                    "The slot that the account takes in each BMC, 1 to 15. 1 is the null user, which has no name.",
            min = "1",
            max = "15")
    int id();

    @AttributeDefinition(name = "Name", description = "1 to 16 characters of printable ASCII.", required = false)
    String name() default "";

    @AttributeDefinition(
            name = "Password",
            description = "Up to 20 bytes; IPMI v1.5 sessions take no more than 16. Best given as $[secret:file].",
            type = AttributeType.PASSWORD,
            required = false)
    String _password() default "";

    @AttributeDefinition(
            name = "Privilege limit",
            description = "The highest privilege that the account can have.",
            options = {
                @Option(label = "No access", value = "none"),
                @Option(label = "Callback", value = "callback"),
                @Option(label = "User", value = "user"),
                @Option(label = "Operator", value = "operator"),
                @Option(label = "Administrator", value = "administrator")
            })
    String privilege() default "user";

    @AttributeDefinition(
            name = "Enabled",
            description = "Whether the account may log in.",
            type = AttributeType.BOOLEAN)
    String enabled() default "true";

    @AttributeDefinition(
            name = "BMCs",
            description = "The names of the BMCs that have the account, with commas between them; * for all.")
    String[] bmcs() default "*";

    @AttributeDefinition(
            name = "Session limit",
            description =
                    "How many sessions the account may have at once on one BMC, 1 to 15; 0 for as many as there are.",
            min = "0",
            max = "15")
    int session_limit() default 0;
}
