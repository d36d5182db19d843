package org.ipmibridge.testkit.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one target did with one cipher suite, round by round; a column of the table. */
final class Series {
    private final Target target;
    private final int suite;
    private final Map<Measure, List<Double>> values = new EnumMap<>(Measure.class);
    private long wrong;
    private long late;

    Series(Target target, int suite) {
        this.target = target;
        this.suite = suite;
    }

    Target target() {
        return target;
    }

    int suite() {
        return suite;
    }

    String name() {
        return target.name() + ", suite " + suite;
    }

    void add(Measure measure, double value) {
        values.computeIfAbsent(measure, any -> new ArrayList<>()).add(value);
    }

    /** Notes answers that should have been better. */
    void addTrouble(LoadResult result) {
        wrong += result.wrong();
        late += result.late();
    }

    long wrong() {
        return wrong;
    }

    long late() {
        return late;
    }

    /** The median of all rounds; NaN when there was none. */
    double median(Measure measure) {
        List<Double> sorted =
                values.getOrDefault(measure, List.of()).stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}
