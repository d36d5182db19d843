package org.ipmibridge.virtual.bmc.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The addresses that the bridge added to interfaces, on disk before they are added, so that they are removed even after a crash. What was
 * added before the machine was started anew, or in another network namespace, is not there any more, and forgotten.
 */
final class AddressJournal {
    /**
     * An address of an interface.
     *
     * @param address which one
     * @param name the interface's
     */
    record Added(InetAddress address, String name) {
        private static final Comparator<Added> ORDER = Comparator.comparing(Added::name)
                .thenComparing(added -> added.address().getAddress().length)
                .thenComparing(added -> Run.number(added.address()));

        String text() {
            return address.getHostAddress() + " " + name;
        }
    }

    /** Since when addresses are there, and where: what one life of this machine added, another does not find. */
    @FunctionalInterface
    interface Life {
        /** @throws IOException if that cannot be told */
        String tell() throws IOException;

        /** Of this machine, in the network namespace of this process. */
        static String ofThisMachine() throws IOException {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
        }
    }

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/net");

    private final Path path;
    private final String life;
    private final Set<Added> added = new LinkedHashSet<>();

    /** @throws IOException if the file is there and cannot be read, or the life cannot be told; the message says why */
    AddressJournal(Path path, Life life) throws IOException {
        this.path = path;
        this.life = life.tell();
        try {
            List<String> lines = Files.readAllLines(path);
            if (!lines.isEmpty() && lines.get(0).equals(head())) {
                lines.stream().skip(1).map(AddressJournal::parse).forEach(added::add);
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever added.
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    Set<Added> added() {
        return Set.copyOf(added);
    }

    void add(Collection<Added> more) throws IOException {
        Set<Added> all = new LinkedHashSet<>(added);
        all.addAll(more);
        store(all);
    }

    void remove(Collection<Added> gone) throws IOException {
        Set<Added> left = new LinkedHashSet<>(added);
        left.removeAll(gone);
        store(left);
    }

    private void store(Set<Added> all) throws IOException {
        if (!all.equals(added)) {
            WholeFile.write(
                    path,
                    all.stream()
                            .sorted(Added.ORDER)
                            .map(each -> each.text() + "\n")
                            .collect(Collectors.joining("", head() + "\n", "")));
            added.clear();
            added.addAll(all);
        }
    }

    private String head() {
        return "# Addresses that the bridge added, since " + life;
    }

    private static Added parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 2 || parts[1].isEmpty()) {
            throw new IllegalArgumentException("is damaged: " + line);
        }
        return new Added(Addresses.parse(parts[0]), parts[1]);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
