package org.ipmibridge.runtime.api.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.slf4j.Logger;

/**
 * The settings of one configuration: the last good ones are in force, whatever is written after them. What is wrong is logged once and stays
 * a {@link Problem} until it is mended. Reading is lock-free and callable from any thread; {@link #accept} is called by one at a time.
 *
 * @param <T> the settings, immutable
 */
public final class LastGood<T> implements ProblemSource {
    private final Logger log;
    private final Set<String> keys;
    private final Function<ConfigReader, T> reading;
    private volatile T current;
    private volatile List<Problem> problems = List.of();

    /**
     * @param log where wrong values are logged
     * @param keys all keys that mean something
     * @param reading makes settings of a configuration; throws {@code IllegalArgumentException} for a wrong value
     * @param initial in force until there is a good configuration; null where nothing can be
     */
    public LastGood(Logger log, Set<String> keys, Function<ConfigReader, T> reading, T initial) {
        this.log = log;
        this.keys = Set.copyOf(keys);
        this.reading = reading;
        this.current = initial;
    }

    /** The settings in force. */
    public T get() {
        return current;
    }

    /**
     * Takes a configuration, if it is right.
     *
     * @param properties as the component got them
     * @return whether these settings are in force now
     */
    public boolean accept(Map<String, ?> properties) {
        ConfigReader reader = new ConfigReader(properties);
        List<Problem> found = new ArrayList<>();
        boolean good = false;
        try {
            current = reading.apply(reader);
            good = true;
        } catch (IllegalArgumentException e) {
            log.error("{}{}", e.getMessage(), current == null ? "" : "; the settings before it stay in force");
            found.add(Problem.of(reader.source(), e, Instant.now()));
        }
        for (String key : reader.unknownKeys(keys)) {
            WrongValueException unknown =
                    new WrongValueException(reader.source(), key, null, "no such key, it has no effect");
            log.warn("{}", unknown.getMessage());
            found.add(Problem.of(reader.source(), unknown, Instant.now()));
        }
        problems = List.copyOf(found);
        return good;
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }
}
