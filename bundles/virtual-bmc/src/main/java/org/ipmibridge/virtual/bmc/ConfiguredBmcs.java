package org.ipmibridge.virtual.bmc;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.FleetStatus;
import org.ipmibridge.ipmi.api.transport.Listeners;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** All configured BMCs, with what became of their endpoints. */
@Component
public final class ConfiguredBmcs implements BmcDirectory {
    private final BmcRegistry registry;
    private final Fleets fleets;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ConfigurationAdmin configurations;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Listeners listeners;

    @Activate
    public ConfiguredBmcs(@Reference BmcRegistry registry, @Reference Fleets fleets) {
        this.registry = registry;
        this.fleets = fleets;
    }

    @Override
    public List<BmcStatus> statuses() {
        Set<String> known = registry.entries().stream().map(BmcEntry::pid).collect(Collectors.toSet());
        Stream<BmcStatus> arriving = configuredPids()
                .filter(pid -> !known.contains(pid))
                .map(pid -> new BmcStatus(BmcConfig.defaultName(pid), BmcStatus.State.STARTING, "", Optional.empty()));
        Stream<BmcStatus> single = Stream.concat(registry.entries().stream().map(this::status), arriving);
        return Stream.concat(single, fleets.fleets().stream().flatMap(this::statuses))
                .sorted(Comparator.comparing(BmcStatus::name))
                .toList();
    }

    @Override
    public Optional<Bmc> find(String name) {
        Optional<Bmc> ofFleet = fleets.fleets().stream()
                .<Bmc>flatMap(fleet -> fleet.bmcs().find(name).stream())
                .findFirst();
        return ofFleet.or(() -> registry.entries().stream()
                .flatMap(entry -> entry.running().stream())
                .<Bmc>map(BmcEntry.Running::bmc)
                .filter(bmc -> bmc.name().equals(name))
                .findFirst());
    }

    @Override
    public List<FleetStatus> fleets() {
        return fleets.fleets().stream()
                .map(fleet -> fleet.status((int) statuses(fleet)
                        .filter(status -> status.state() == BmcStatus.State.LISTENING)
                        .count()))
                .toList();
    }

    private Stream<BmcStatus> statuses(Fleet fleet) {
        return Stream.concat(
                fleet.bmcs().all().stream().map(running -> status(running.bmc())), fleet.notRunning().stream());
    }

    private BmcStatus status(BmcEntry entry) {
        return entry.running().map(running -> status(running.bmc())).orElseGet(() -> notRunning(entry));
    }

    private static BmcStatus notRunning(BmcEntry entry) {
        if (entry.disabled()) {
            return new BmcStatus(entry.name(), BmcStatus.State.DISABLED, "", Optional.empty());
        }
        String problem = entry.problem();
        BmcStatus.State state = problem.isEmpty() ? BmcStatus.State.STARTING : BmcStatus.State.FAILED;
        return new BmcStatus(entry.name(), state, problem, Optional.empty());
    }

    private BmcStatus status(Bmc bmc) {
        Listeners transport = listeners;
        Optional<Listeners.Outcome> outcome = transport == null ? Optional.empty() : transport.outcome(bmc);
        BmcStatus.State state = outcome.map(
                        known -> known.isOpen() ? BmcStatus.State.LISTENING : BmcStatus.State.FAILED)
                .orElse(BmcStatus.State.STARTING);
        return new BmcStatus(
                bmc.name(), state, outcome.map(Listeners.Outcome::failure).orElse(""), Optional.of(bmc));
    }

    private Stream<String> configuredPids() {
        ConfigurationAdmin admin = configurations;
        if (admin == null) {
            return Stream.empty();
        }
        try {
            Configuration[] found = admin.listConfigurations(
                    "(" + ConfigurationAdmin.SERVICE_FACTORYPID + "=" + BmcConfiguration.PID + ")");
            return found == null ? Stream.empty() : Arrays.stream(found).map(Configuration::getPid);
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
