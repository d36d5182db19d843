package org.ipmibridge.virtual.bmc.fleet;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;

/**
 * The addresses and ports that a fleet has, the lowest first.
 *
 * @param runs in order; no two overlap
 */
public record Slots(List<Run> runs) {
    /** More than that many BMCs fit into no bridge. */
    static final int MOST = 1 << 20;

    private static final Comparator<Run> LOWEST_FIRST = Comparator.<Run>comparingInt(
                    run -> run.first().getAddress().length)
            .thenComparing(run -> Run.number(run.first()))
            .thenComparingInt(Run::port);

    /** @throws IllegalArgumentException if two overlap, or there are too many; the message says so */
    public Slots {
        runs = runs.stream().sorted(LOWEST_FIRST).toList();
        long size = 0;
        for (int i = 0; i < runs.size(); i++) {
            size += runs.get(i).size();
            if (i > 0 && runs.get(i).overlaps(runs.get(i - 1))) {
                throw new IllegalArgumentException("has parts that overlap");
            }
        }
        if (size > MOST) {
            throw new IllegalArgumentException("is " + size + " addresses and ports, " + MOST + " are the most");
        }
    }

    public int size() {
        return runs.stream().mapToInt(Run::size).sum();
    }

    /** The key of the configuration that they stand under. */
    public String key() {
        return runs.stream().anyMatch(Run::byPort) ? "ports" : "addresses";
    }

    /** The one with this index, 0 to {@link #size()} exclusive. */
    public InetSocketAddress at(int index) {
        int left = index;
        for (Run run : runs) {
            if (left < run.size()) {
                return run.at(left);
            }
            left -= run.size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    /** Its index; -1 for one that is not among them. */
    public int indexOf(InetSocketAddress endpoint) {
        int before = 0;
        for (Run run : runs) {
            int index = run.indexOf(endpoint);
            if (index >= 0) {
                return before + index;
            }
            before += run.size();
        }
        return -1;
    }
}
