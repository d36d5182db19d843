package org.ipmibridge.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Keeps what a bundle logs, from DEBUG on, and keeps it from the console. */
public final class LogRecorder implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    /** @param bundle the bundle's root package */
    public LogRecorder(String bundle) {
        logger = (Logger) LoggerFactory.getLogger(bundle);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        appender.start();
        logger.addAppender(appender);
    }

    /** The messages of one level, the oldest first. */
    public List<String> lines(Level level) {
        return events().stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /**
     * The first event of a level.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public ILoggingEvent event(Level level) {
        return events().stream()
                .filter(event -> event.getLevel() == level)
                .findFirst()
                .orElseThrow();
    }

    private List<ILoggingEvent> events() {
        synchronized (appender) { // as its own append is
            return List.copyOf(appender.list);
        }
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}
