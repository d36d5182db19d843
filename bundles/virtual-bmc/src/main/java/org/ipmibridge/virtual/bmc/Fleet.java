package org.ipmibridge.virtual.bmc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.FleetStatus;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.virtual.bmc.fleet.Addresses;
import org.ipmibridge.virtual.bmc.fleet.Allocation;
import org.ipmibridge.virtual.bmc.fleet.Assignment;
import org.ipmibridge.virtual.bmc.fleet.AssignmentFile;
import org.ipmibridge.virtual.bmc.fleet.Assignments;
import org.ipmibridge.virtual.bmc.fleet.InterfaceAddresses;
import org.ipmibridge.virtual.bmc.fleet.MachineKey;
import org.ipmibridge.virtual.bmc.fleet.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fleet. A round of all fleets has these steps, each of them for all fleets before the next one: {@link #plan}, {@link #withdraw},
 * {@link #publish}. Used by one thread, but for what is said to be for all.
 */
final class Fleet {
    private static final Logger log = LoggerFactory.getLogger(Fleets.class);

    /** How many of the machines and addresses are named in a message. */
    private static final int EXAMPLES = 3;

    private final String name;
    private final LastGood<FleetConfig> read = new LastGood<>(log, FleetConfig.KEYS, null);
    private final AssignmentFile file;
    private final FleetBmcs bmcs;
    private final FleetProblems problems = new FleetProblems();
    private final RecentlySeen seen = new RecentlySeen();
    private final AbsentHypervisors absent = new AbsentHypervisors();
    /** None until they were read. */
    private Assignments assignments;

    private boolean stuck;
    private Map<String, BmcConfig> wanted = Map.of();
    private volatile List<BmcStatus> held = List.of();
    private volatile int machines;
    private volatile int free;
    private volatile boolean waiting = true;
    private volatile List<String> silent = List.of();

    Fleet(String name, AssignmentFile file, FleetBmcs bmcs) {
        this.name = name;
        this.file = file;
        this.bmcs = bmcs;
    }

    /** For all. */
    String name() {
        return name;
    }

    /** What is read of the configuration; for all. */
    LastGood<FleetConfig> read() {
        return read;
    }

    /** Those that run; for all. */
    FleetBmcs bmcs() {
        return bmcs;
    }

    /** The names of its BMCs, those that run and those that are held; for all. */
    Stream<String> names() {
        return Stream.concat(
                bmcs.all().stream().map(running -> running.config().name()),
                held.stream().map(BmcStatus::name));
    }

    /** For all. */
    Stream<Problem> problems() {
        return Stream.concat(read.problems().stream(), problems.all().stream());
    }

    /** Its BMCs that do not run, and a line for itself as long as it is not known what there is to run; for all. */
    List<BmcStatus> notRunning() {
        if (waiting && bmcs.size() == 0 && isEnabled()) {
            String reason = silent.isEmpty() ? "" : "waits for hypervisor " + String.join(", ", silent);
            return List.of(new BmcStatus("fleet " + name, BmcStatus.State.STARTING, reason, Optional.empty()));
        }
        return held;
    }

    /** For all. */
    FleetStatus status(int listening) {
        return new FleetStatus(
                name,
                isEnabled(),
                machines,
                bmcs.size() + held.size(),
                listening,
                free,
                problems().map(Problem::text).toList());
    }

    private boolean isEnabled() {
        FleetConfig config = read.get();
        return config != null && config.enabled();
    }

    /**
     * Has a round know what it holds of before, in one of the ways. Of what is not part of the plan any more it holds the names, and until it is
     * known where its BMCs move, what they have.
     */
    void reserve(FleetRound round, Hold hold) {
        FleetConfig config = read.get();
        if (config == null) {
            return;
        }
        boolean moves = round.around(name).isSettled() || hold != Hold.RUNS;
        before().stream().filter(each -> hold(each) == hold).forEach(each -> {
            if (moves && config.slots().indexOf(each.endpoint()) < 0) {
                round.reserveName(name, each);
            } else {
                round.reserve(name, each);
            }
        });
    }

    private Hold hold(Assignment assignment) {
        if (assignment.released().isPresent()) {
            return Hold.RELEASED;
        }
        return bmcs.find(assignment.bmc())
                .filter(bmc -> bmc.endpoint().equals(assignment.endpoint()))
                .map(bmc -> Hold.RUNS)
                .orElse(Hold.USED);
    }

    /** Those that are in force or were; none as long as they cannot be read. */
    private Collection<Assignment> before() {
        if (assignments == null) {
            try {
                assignments = file.load();
            } catch (IOException e) {
                log.debug("{} is not read", file, e);
            }
        }
        return assignments == null ? List.of() : assignments.all();
    }

    /** Decides which BMCs there are to be, and has that on disk before it is in force. */
    void plan(FleetRound round) {
        problems.begin();
        stuck = false;
        FleetConfig config = read.get();
        if (config == null || !config.enabled()) {
            wanted = Map.of();
            held = List.of();
        } else if (isLoaded()) {
            plan(config, round);
        }
        problems.end();
    }

    private boolean isLoaded() {
        if (assignments == null) {
            try {
                assignments = file.load();
            } catch (IOException e) {
                problems.add(
                        file.toString(),
                        "",
                        e.getMessage() + "; fleet " + name + " has no BMCs until it is mended, or removed so that all"
                                + " machines get new addresses");
                waiting = false;
                stuck = true;
            }
        }
        return assignments != null;
    }

    private void plan(FleetConfig config, FleetRound round) {
        tellOfHypervisors(config, round);
        FleetRound.Found found = round.find(name, config);
        found.others()
                .forEach((other, count) -> problems.add(
                        config.source(), "", count + " of its machines are in fleet " + other + ", and stay there"));
        Map<MachineKey, Placement> present = seen.with(found.machines(), round);
        Allocation allocation = new Allocation(config.slots(), assignments, present, round.around(name), round.now());
        if (!isStored(allocation.assignments())) {
            return;
        }
        allocation.used().forEach(each -> round.reserve(name, each));
        machines = found.machines().size();
        free = Math.max(0, config.slots().size() - allocation.used().size());
        waiting = !silent.isEmpty() || allocation.isWaiting();
        List<String> without = allocation.without();
        if (!without.isEmpty()) {
            problems.add(
                    config.source(),
                    config.slots().key(),
                    without.size() + " machines have no BMC, because all "
                            + config.slots().size() + " addresses are in use: " + examples(without));
        }
        choose(config, allocation, round);
    }

    private void tellOfHypervisors(FleetConfig config, FleetRound round) {
        silent = round.silent(config);
        absent.missed(config.selection().hypervisors(), round)
                .forEach(missed -> problems.add(config.source(), "hypervisor", "there is no hypervisor " + missed));
        stuck = absent.isUnsure();
    }

    /** What another BMC has is held, and not moved: whoever uses the address would meet another machine. */
    private void choose(FleetConfig config, Allocation allocation, FleetRound round) {
        Map<String, BmcConfig> chosen = new HashMap<>();
        List<BmcStatus> refused = new ArrayList<>();
        Surroundings around = round.around(name);
        Stream<Assignment> staying = allocation.moving().stream().filter(each -> hold(each) == Hold.RUNS);
        for (Assignment each :
                Stream.concat(allocation.used().stream(), staying).toList()) {
            Optional<String> obstacle = obstacle(each, around);
            if (obstacle.isPresent()) {
                problems.add(config.source(), "", obstacle.get());
                refused.add(new BmcStatus(each.bmc(), BmcStatus.State.FAILED, obstacle.get(), Optional.empty()));
            } else if (around.isTaken(each.bmc())) {
                refused.add(new BmcStatus(each.bmc(), BmcStatus.State.STARTING, "", Optional.empty()));
            } else {
                chosen.put(
                        each.bmc(), config.bmc(each, seen.name(each.machine()).orElse(each.bmc())));
            }
        }
        wanted = chosen;
        held = List.copyOf(refused);
    }

    private static Optional<String> obstacle(Assignment assignment, Surroundings around) {
        Optional<String> owner = around.otherOwner(assignment.endpoint());
        if (owner.isPresent()) {
            return Optional.of(Addresses.text(assignment.endpoint()) + " of BMC " + assignment.bmc() + " is in use by "
                    + owner.get());
        }
        return around.isSettled() && around.isTaken(assignment.bmc())
                ? Optional.of("another BMC is called " + assignment.bmc() + ", and hypervisor "
                        + assignment.machine().hypervisor() + " cannot say whether it is of the same machine")
                : Optional.empty();
    }

    private boolean isStored(Assignments next) {
        if (next.equals(assignments)) {
            return true;
        }
        try {
            file.store(next);
            assignments = next;
            return true;
        } catch (IOException e) {
            stuck = true;
            problems.add(file.toString(), "", "cannot be written, and nothing of the fleet is changed before: " + e);
            return false;
        }
    }

    private static String examples(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(EXAMPLES, all.size())))
                + (all.size() > EXAMPLES ? ", ..." : "");
    }

    /** Whether it is not as it is to be, so that another attempt is worth it although nothing is otherwise. */
    boolean isStuck() {
        return stuck;
    }

    /** Whether somebody must look again soon, although nothing happens. */
    boolean isUnsure() {
        return seen.isUnsure();
    }

    /** The addresses that are to be added to an interface for its BMCs. */
    Stream<InterfaceAddresses.Needed> needed() {
        FleetConfig config = read.get();
        if (config == null || config.networkInterface().isEmpty()) {
            return Stream.empty();
        }
        return wanted.values().stream()
                .map(bmc -> new InterfaceAddresses.Needed(
                        bmc.endpoint().getAddress(), config.networkInterface().get(), config.ipCommand()));
    }

    void withdraw() {
        int gone = bmcs.withdraw(wanted);
        if (gone > 0) {
            log.info("fleet={}: {} BMCs removed", name, gone);
        }
    }

    void publish() {
        int added = bmcs.publish(wanted);
        if (added > 0) {
            log.info("fleet={}: {} BMCs added, {} in all", name, added, bmcs.size());
        }
    }

    /** Takes all away, because its configuration is gone. */
    void end() {
        wanted = Map.of();
        held = List.of();
        withdraw();
    }
}
