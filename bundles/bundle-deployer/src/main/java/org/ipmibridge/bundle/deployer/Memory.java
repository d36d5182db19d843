package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** What a deployer leaves to its successor, when its own bundle is updated or restarted, in a file. */
final class Memory {
    private static final String SEPARATOR = "\n";

    private final Path file;

    /** What the file has; null where this is not known. */
    private Properties stored;

    Memory(Path file) {
        this.file = file;
    }

    /** Stores it, unless the file has it already. */
    void save(Map<String, DeployedFile> files, Map<String, Force> forces) throws IOException {
        Properties all = properties(files, forces);
        if (all.equals(stored)) {
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            all.store(writer, null);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        stored = all;
    }

    private static Properties properties(Map<String, DeployedFile> files, Map<String, Force> forces) {
        Properties all = new Properties();
        int index = 0;
        for (DeployedFile each : files.values()) {
            if (isWorthKeeping(each)) {
                save(each, "file." + index++ + ".", all);
            }
        }
        index = 0;
        for (Force each : forces.values()) {
            save(each, "force." + index++ + ".", all);
        }
        return all;
    }

    /** A file that is being written has what it was before in force, and one that cannot be read may, too. */
    private static boolean isWorthKeeping(DeployedFile file) {
        return file.newest != null || file.refusal != null;
    }

    private static void save(DeployedFile each, String prefix, Properties all) {
        all.setProperty(prefix + "name", each.name);
        all.setProperty(
                prefix + "seen", each.seen.size() + SEPARATOR + each.seen.modified() + SEPARATOR + each.seen.key());
        all.setProperty(prefix + "seenAt", each.seenAt.toString());
        all.setProperty(prefix + "judged", Boolean.toString(each.judged));
        put(all, prefix + "newest", each.newest);
        put(all, prefix + "former", each.former);
        put(all, prefix + "refusal", each.refusal);
        all.setProperty(prefix + "partial", Boolean.toString(each.partial));
        all.setProperty(prefix + "since", each.since.toString());
    }

    private static void save(Force each, String prefix, Properties all) {
        put(all, prefix + "jar", each.jar);
        all.setProperty(prefix + "onTrial", Boolean.toString(each.onTrial));
        all.setProperty(prefix + "known", String.join(SEPARATOR, each.knownFailures));
        all.setProperty(prefix + "unproven", Boolean.toString(each.unproven));
        put(all, prefix + "broken", each.broken);
    }

    private static void put(Properties all, String key, BundleJar jar) {
        if (jar != null) {
            all.setProperty(key, jar.path().getFileName().toString());
        }
    }

    private static void put(Properties all, String key, Failure failure) {
        if (failure != null) {
            List<String> parts = new ArrayList<>(List.of(failure.reason()));
            failure.needs().forEach(need -> parts.addAll(List.of(need.namespace(), need.filter())));
            all.setProperty(key, String.join(SEPARATOR, parts));
        }
    }

    /** Fills both maps; leaves them empty where nothing was left. */
    void load(Shelf shelf, Map<String, DeployedFile> files, Map<String, Force> forces) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Properties all = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            all.load(reader);
        }
        for (int index = 0; all.containsKey("file." + index + ".name"); index++) {
            DeployedFile each = file(all, "file." + index + ".", shelf);
            files.put(each.name, each);
        }
        for (int index = 0; all.containsKey("force." + index + ".jar"); index++) {
            Force each = force(all, "force." + index + ".", shelf);
            forces.put(each.jar.name(), each);
        }
    }

    private static DeployedFile file(Properties all, String prefix, Shelf shelf) throws IOException {
        DeployedFile each = new DeployedFile(all.getProperty(prefix + "name"));
        String[] seen = all.getProperty(prefix + "seen").split(SEPARATOR, 3);
        each.seen = new Seen(Long.parseLong(seen[0]), Long.parseLong(seen[1]), seen[2]);
        each.judged = Boolean.parseBoolean(all.getProperty(prefix + "judged", "true"));
        each.newest = jar(all.getProperty(prefix + "newest"), shelf);
        each.former = jar(all.getProperty(prefix + "former"), shelf);
        each.refusal = failure(all.getProperty(prefix + "refusal"));
        each.partial = Boolean.parseBoolean(all.getProperty(prefix + "partial"));
        each.since = Instant.parse(all.getProperty(prefix + "since"));
        each.seenAt = Instant.parse(all.getProperty(prefix + "seenAt", each.since.toString()));
        return each;
    }

    private static Force force(Properties all, String prefix, Shelf shelf) throws IOException {
        String known = all.getProperty(prefix + "known");
        Force each = new Force(
                jar(all.getProperty(prefix + "jar"), shelf),
                Boolean.parseBoolean(all.getProperty(prefix + "onTrial")),
                known.isEmpty() ? Set.of() : Set.of(known.split(SEPARATOR)));
        each.unproven = Boolean.parseBoolean(all.getProperty(prefix + "unproven"));
        each.broken = failure(all.getProperty(prefix + "broken"));
        return each;
    }

    private static BundleJar jar(String name, Shelf shelf) throws IOException {
        return name == null ? null : shelf.copy(name);
    }

    private static Failure failure(String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(SEPARATOR, -1);
        List<Need> needs = new ArrayList<>();
        for (int i = 1; i + 1 < parts.length; i += 2) {
            needs.add(new Need(parts[i], parts[i + 1]));
        }
        return new Failure(parts[0], needs);
    }
}
