package org.ipmibridge.virtual.bmc.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ipmibridge.virtual.bmc.fleet.AddressJournal.Added;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds addresses to network interfaces and removes them again, and never one that somebody else added. Blocks; used by one thread. */
public final class InterfaceAddresses {
    private static final Logger log = LoggerFactory.getLogger(InterfaceAddresses.class);
    private static final String DEFAULT_COMMAND = "ip";

    /**
     * An address that a BMC needs.
     *
     * @param address which one
     * @param name the interface's
     * @param command the command that changes interfaces
     */
    public record Needed(InetAddress address, String name, String command) {
        private Added added() {
            return new Added(address, name);
        }
    }

    private final Path file;
    private final AddressJournal.Life life;
    /** None until it was needed. */
    private AddressJournal journal;

    /** What removes addresses when nothing is needed any more, also those that another run of the bridge added. */
    private String lastCommand = DEFAULT_COMMAND;
    /** What is as it is to be; null when that is not known. */
    private Set<Needed> settled;

    /** @param file remembers what was added */
    public InterfaceAddresses(Path file) {
        this(file, AddressJournal.Life::ofThisMachine);
    }

    InterfaceAddresses(Path file, AddressJournal.Life life) {
        this.file = file;
        this.life = life;
    }

    /**
     * Has all that are needed there, and none of its own that is not.
     *
     * @return what went wrong, in lines
     */
    public List<String> settle(Set<Needed> needed) {
        if (needed.equals(settled)) {
            return List.of();
        }
        needed.stream().map(Needed::command).max(Comparator.naturalOrder()).ifPresent(known -> lastCommand = known);
        List<String> problems = new ArrayList<>();
        try {
            if (!needed.isEmpty() || hasJournal()) {
                settle(needed, problems);
            }
        } catch (IOException e) {
            problems.add(file + ": " + e.getMessage());
        }
        settled = problems.isEmpty() ? Set.copyOf(needed) : null;
        return problems;
    }

    /** Whoever never had an address added needs none, and nothing of what it takes to keep one. */
    private boolean hasJournal() {
        return journal != null || Files.exists(file);
    }

    private void settle(Set<Needed> needed, List<String> problems) throws IOException {
        if (journal == null) {
            journal = new AddressJournal(file, life);
        }
        Set<Added> kept = needed.stream().map(Needed::added).collect(Collectors.toSet());
        remove(journal.added().stream().filter(each -> !kept.contains(each)).toList(), problems);
        if (!needed.isEmpty()) {
            add(needed, problems);
        }
    }

    private void add(Set<Needed> needed, List<String> problems) throws IOException {
        Set<InetAddress> there = there();
        Map<String, List<Needed>> missing = needed.stream()
                .filter(each -> !there.contains(each.address()))
                .collect(Collectors.groupingBy(Needed::command, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Needed>> each : missing.entrySet()) {
            List<Added> added = each.getValue().stream().map(Needed::added).toList();
            journal.add(added);
            Set<Added> failed = change("add", each.getKey(), added, problems);
            journal.remove(failed);
            log.info("{} addresses added to interfaces", added.size() - failed.size());
        }
    }

    private void remove(List<Added> gone, List<String> problems) throws IOException {
        if (gone.isEmpty()) {
            return;
        }
        Set<InetAddress> there = there();
        List<Added> present =
                gone.stream().filter(each -> there.contains(each.address())).toList();
        Set<Added> failed = present.isEmpty() ? Set.of() : change("del", lastCommand, present, problems);
        journal.remove(gone.stream().filter(each -> !failed.contains(each)).toList());
        log.info("{} addresses removed from interfaces", present.size() - failed.size());
    }

    /** @return those for which it failed */
    private static Set<Added> change(String verb, String command, List<Added> addresses, List<String> problems) {
        List<String> lines = addresses.stream()
                .map(each -> "addr " + verb + " " + each.address().getHostAddress() + "/"
                        + each.address().getAddress().length * Byte.SIZE + " dev " + each.name())
                .toList();
        try {
            Map<Integer, String> failures = new IpCommand(command).run(lines);
            failures.entrySet().stream()
                    .limit(1)
                    .forEach(failure -> problems.add(failures.size() + " of " + lines.size() + " times '" + command
                            + "' failed, for instance: " + lines.get(failure.getKey()) + ": " + failure.getValue()));
            return failures.keySet().stream().map(addresses::get).collect(Collectors.toSet());
        } catch (IOException e) {
            problems.add("'" + command + "' does not run: " + e.getMessage());
            return new HashSet<>(addresses);
        }
    }

    /** All addresses of this machine, also of interfaces that are down; without the interface that an IPv6 address may name. */
    private static Set<InetAddress> there() throws IOException {
        Set<InetAddress> there = new HashSet<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : each.inetAddresses().toList()) {
                there.add(InetAddress.getByAddress(address.getAddress()));
            }
        }
        return there;
    }
}
