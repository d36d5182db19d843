package org.ipmibridge.runtime.api.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.slf4j.Logger;

/**
 * The settings of one configuration: the last good ones are in force, whatever is written after them. What is wrong is logged once, stays a
 * {@link Problem} until it is mended, and what becomes of each configuration is an event. Reading is lock-free and callable from any thread;
 * {@link #accept} is called by one at a time.
 *
 * @param <T> the settings, immutable
 */
public final class LastGood<T> implements ProblemSource {
    private final Logger log;
    private final Set<String> keys;
    private volatile T current;
    private volatile List<Problem> problems = List.of();

    /**
     * @param log where wrong values are logged
     * @param keys all keys that mean something
     * @param initial in force until there is a good configuration; null where nothing can be
     */
    public LastGood(Logger log, Set<String> keys, T initial) {
        this.log = log;
        this.keys = Set.copyOf(keys);
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
     * @param reading makes settings of them; throws {@code IllegalArgumentException} for a wrong value
     * @return whether these settings are in force now
     */
    public boolean accept(Map<String, ?> properties, Function<ConfigReader, T> reading) {
        return accept(properties, reading, settings -> {});
    }

    /**
     * Takes a configuration, if it is right.
     *
     * @param properties as the component got them
     * @param reading makes settings of them; throws {@code IllegalArgumentException} for a wrong value
     * @param use puts them to use, before they are said to be in force
     * @return whether these settings are in force now
     */
    public boolean accept(Map<String, ?> properties, Function<ConfigReader, T> reading, Consumer<T> use) {
        ConfigReader reader = new ConfigReader(properties);
        List<Problem> found = new ArrayList<>();
        boolean good = false;
        try {
            reader.requireReferences();
            current = reading.apply(reader);
            good = true;
        } catch (IllegalArgumentException e) {
            Problem wrong = known(Problem.of(reader.source(), e, Instant.now()));
            if (!problems.contains(wrong)) {
                log.error("{}{}", wrong.text(), current == null ? "" : "; the settings before it stay in force");
            }
            found.add(wrong);
        }
        for (String key : reader.unknownKeys(keys)) {
            Problem unknown = new Problem(reader.source(), key, "", "no such key, it has no effect", Instant.now());
            if (known(unknown) == unknown) {
                log.warn("{}", unknown.text());
            }
            found.add(known(unknown));
        }
        problems = List.copyOf(found);
        if (good) {
            use.accept(current);
        }
        if (properties.containsKey("service.pid")) {
            BridgeEvent.of(
                            BridgeEvent.CONFIGURATION,
                            good ? reader.source() + ": in force" : found.get(0).text())
                    .with(BridgeEvent.SOURCE, reader.source())
                    .publish();
        }
        return good;
    }

    /** A problem that stays has the time at which it was seen first. */
    private Problem known(Problem problem) {
        return problems.stream()
                .filter(before -> before.text().equals(problem.text()))
                .findFirst()
                .orElse(problem);
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }
}
