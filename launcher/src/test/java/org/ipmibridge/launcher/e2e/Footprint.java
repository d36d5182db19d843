package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a Java process holds on to, after a full collection.
 *
 * @param classLoaders instances of class loaders of bundles
 * @param threads how many there are of each name, digits left out
 * @param descriptors how many open files and sockets there are of each kind
 */
record Footprint(long classLoaders, Map<String, Long> threads, Map<String, Long> descriptors) {
    /** Java's own, which come and go as it likes. */
    private static final String OF_JAVA =
            "C\\d CompilerThread.*|Sweeper thread|Attach Listener|.*GC.*|Signal Dispatcher";

    static Footprint of(long pid) throws IOException, InterruptedException {
        long classLoaders = jcmd(pid, "GC.class_histogram")
                .filter(line -> line.contains("BundleWiringImpl$BundleClassLoader"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1]))
                .sum();
        Map<String, Long> threads = count(jcmd(pid, "Thread.print")
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .filter(name -> !name.matches(OF_JAVA))
                .map(name -> name.replaceAll("\\d+", "N")));
        return new Footprint(classLoaders, threads, count(descriptors(pid)));
    }

    /** How many class loaders have a class of this name. */
    static long loaded(long pid, String name) throws IOException, InterruptedException {
        return jcmd(pid, "VM.classloaders", "show-classes=true")
                .filter(line -> line.endsWith(" " + name))
                .count();
    }

    private static Stream<String> jcmd(long pid, String... command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> line = Stream.concat(Stream.of(jcmd.toString(), Long.toString(pid)), Stream.of(command))
                .toList();
        Finished finished = Command.run(Map.of(), line);
        assertThat(finished.code()).as("%s", finished).isZero();
        return finished.output().lines();
    }

    private static Stream<String> descriptors(long pid) throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            List<Path> all = links.toList();
            return all.stream().map(Footprint::target);
        }
    }

    private static String target(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.replaceAll("\\d+", "N");
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static Map<String, Long> count(Stream<String> names) {
        return names.collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    long descriptorCount() {
        return descriptors.values().stream().mapToLong(Long::longValue).sum();
    }

    long threadCount() {
        return threads.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What is more than in another one; empty if nothing is. */
    String beyond(Footprint other) {
        StringBuilder more = new StringBuilder();
        if (classLoaders > other.classLoaders) {
            more.append("class loaders: ")
                    .append(other.classLoaders)
                    .append(" -> ")
                    .append(classLoaders)
                    .append('\n');
        }
        // The first thread of a name began with the first work there was for it: no update has left it.
        beyond("thread ", threads, other.threads, 1, more);
        beyond("descriptor ", descriptors, other.descriptors, 0, more);
        return more.toString();
    }

    private static void beyond(
            String kind, Map<String, Long> now, Map<String, Long> before, long free, StringBuilder more) {
        now.forEach((name, count) -> {
            long had = before.getOrDefault(name, 0L);
            if (count > Math.max(had, free)) {
                more.append(kind)
                        .append(name)
                        .append(": ")
                        .append(had)
                        .append(" -> ")
                        .append(count)
                        .append('\n');
            }
        });
    }
}
