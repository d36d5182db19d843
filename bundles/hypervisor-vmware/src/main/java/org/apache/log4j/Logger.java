package org.apache.log4j;

/** Stands in for the logger that yavijava's port type has a field for. What it would say is said, better, by its callers. */
public final class Logger {
    private static final Logger SILENT = new Logger();

    private Logger() {}

    @SuppressWarnings("unused") // called by yavijava
    public static Logger getLogger(Class<?> user) {
        return SILENT;
    }

    @SuppressWarnings("unused") // called by yavijava
    public void error(Object message, Throwable failure) {
        // The port type's constructor has failed; who called it sees that by itself.
    }
}
