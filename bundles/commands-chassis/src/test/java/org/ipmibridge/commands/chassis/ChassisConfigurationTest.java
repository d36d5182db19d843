package org.ipmibridge.commands.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.Test;
import org.slf4j.LoggerFactory;

public class ChassisConfigurationTest {
    @Test
    public void withoutAFileTheDefaultsAreInForce() {
        ChassisConfiguration configuration = new ChassisConfiguration(Map.of());
        assertThat(configuration.cycleWhenOffPowersOn()).isFalse();
        assertThat(configuration.bootFlagsExpire()).isFalse();
    }

    @Test
    public void anEditTakesEffect() {
        ChassisConfiguration configuration = new ChassisConfiguration(Map.of());
        configuration.modified(Map.of("cycle.when.off", " On ", "boot.flags.expire", true));
        assertThat(configuration.cycleWhenOffPowersOn()).isTrue();
        assertThat(configuration.bootFlagsExpire()).isTrue();
    }

    @Test
    public void aWrongValueIsToldInOneLineAndTheLastGoodOnesStay() {
        Logger logger = (Logger) LoggerFactory.getLogger(ChassisConfiguration.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.ERROR);
        logger.setAdditive(false);
        logger.addAppender(log);
        try {
            ChassisConfiguration configuration = new ChassisConfiguration(Map.of("cycle.when.off", "on"));
            configuration.modified(
                    Map.of("cycle.when.off", "maybe", "felix.fileinstall.filename", "file:/etc/bridge/chassis.cfg"));
            assertThat(configuration.cycleWhenOffPowersOn()).isTrue();
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("/etc/bridge/chassis.cfg: cycle.when.off = maybe: must be refuse or on;"
                            + " the settings before it stay in force");
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }
}
