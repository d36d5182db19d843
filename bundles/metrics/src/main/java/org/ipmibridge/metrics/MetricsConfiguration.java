package org.ipmibridge.metrics;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration, as it is written. */
@ObjectClassDefinition(name = "Metrics", description = "Figures for Prometheus, over HTTP.")
public @interface MetricsConfiguration {
    @AttributeDefinition(name = "Enabled", description = "Whether figures are kept and served.")
    String enabled() default "false";

    @AttributeDefinition(
            name = "Address",
            description =
                    "The IPv4 or IPv6 address to listen on. Others than loopback addresses let other hosts read the figures.")
    String address() default "127.0.0.1";

    @AttributeDefinition(name = "Port", description = "The TCP port to listen on.", min = "1", max = "65535")
    int port() default 9623;
}
