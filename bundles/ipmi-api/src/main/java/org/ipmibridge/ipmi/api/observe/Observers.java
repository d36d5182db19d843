package org.ipmibridge.ipmi.api.observe;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.ipmibridge.ipmi.api.log.RateLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The observers that there are, for a bundle that has news. Thread-safe; without observers a look costs one volatile read.
 *
 * @param <T> what they are
 */
public final class Observers<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final List<T> all = new CopyOnWriteArrayList<>();
    private final RateLimit complaints = new RateLimit();

    public void add(T observer) {
        all.add(observer);
    }

    public void remove(T observer) {
        all.remove(observer);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Tells each of them; those that fail are logged, once a second at most. */
    public void tell(Consumer<T> news) {
        for (T observer : all) {
            try {
                news.accept(observer);
            } catch (RuntimeException | LinkageError e) {
                if (complaints.permits()) {
                    LOG.warn("observer {} fails", observer.getClass().getName(), e);
                }
            }
        }
    }
}
