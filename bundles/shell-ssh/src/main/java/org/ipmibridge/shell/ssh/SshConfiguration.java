package org.ipmibridge.shell.ssh;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the server, as it is written. */
@ObjectClassDefinition(name = "Shell over SSH", description = "Lets operators into the shell over SSH.")
public @interface SshConfiguration {
    @AttributeDefinition(name = "Enabled", description = "Whether the server runs.")
    String enabled() default "false";

    @AttributeDefinition(
            name = "Address",
            description =
                    "The IPv4 or IPv6 address to listen on. Others than loopback addresses let other hosts connect.")
    String address() default "127.0.0.1";

    @AttributeDefinition(name = "Port", description = "The TCP port to listen on.", min = "1", max = "65535")
    int port() default 6022;

    @AttributeDefinition(
            name = "Idle time",
            description = "Minutes without traffic after which a connection is closed.",
            min = "1",
            max = "1440")
    int idle_minutes() default 30;

    @AttributeDefinition(name = "Sessions", description = "How many connections there may be.", min = "1", max = "100")
    int sessions_max() default 16;
}
