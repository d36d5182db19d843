package org.ipmibridge.bundle.deployer;

import java.util.Set;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What can be configured.
 *
 * @param pollMillis milliseconds from one look at the directory to the next
 * @param startLevel of bundles that the distribution does not have
 */
record Settings(int pollMillis, int startLevel) {
    static final Settings DEFAULTS = new Settings(500, 80);
    static final Set<String> KEYS = Set.of("poll.millis", "start.level");

    /** The configuration PID {@value DeployerService#PID}, as Config Admin delivers it. */
    @ObjectClassDefinition(
            id = DeployerService.PID,
            name = "Bundle deployer",
            description = "How jars in the deploy directory become bundles.")
    @interface Config {
        @AttributeDefinition(
                name = "Poll interval",
                description = "Milliseconds from one look at the directory to the next, 100 to 60000.",
                min = "100",
                max = "60000")
        int poll_millis() default 500;

        @AttributeDefinition(
                name = "Start level",
                description =
                        "The start level of new bundles, 20 to 100. Those that replace a bundle keep its start level.",
                min = "20",
                max = "100")
        int start_level() default 80;
    }

    static Settings of(ConfigReader reader, Config config) {
        return new Settings(
                reader.number("poll.millis", config::poll_millis, 100, 60_000),
                reader.number("start.level", config::start_level, 20, 100));
    }
}
