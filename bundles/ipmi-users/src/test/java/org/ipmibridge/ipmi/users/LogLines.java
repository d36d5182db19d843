package org.ipmibridge.ipmi.users;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.slf4j.LoggerFactory;

/** What this bundle logs while a test runs, as {@code <level> <message>}. */
final class LogLines extends ExternalResource {
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.ipmibridge.ipmi.users");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @Override
    protected void before() {
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(appender);
        appender.start();
    }

    @Override
    protected void after() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    List<String> all() {
        return List.copyOf(appender.list).stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** Warnings and errors. */
    List<String> alarms() {
        return all().stream()
                .filter(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
                .toList();
    }
}
