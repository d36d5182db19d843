package org.ipmibridge.shell.commands;

import java.util.List;
import java.util.function.Function;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.shell.commands.bundle.BundleWords;
import org.ipmibridge.shell.commands.config.ConfigWords;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.syntax.Choices;
import org.ipmibridge.shell.commands.text.Words;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What the arguments of commands may be, for completion. */
@Component(service = Choices.class)
public final class KnownWords implements Choices {
    private final IsoWords isos = new IsoWords(System::nanoTime);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BmcDirectory bmcs;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile MachineDirectory machines;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BundleWords bundles;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Sessions sessions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ConfigWords files;

    @Override
    public List<Candidate> of(Choice choice, List<String> before) {
        return switch (choice) {
            // The commands are known to the completer, which knows what its user may run.
            case ANY, COMMAND -> List.of();
            case BMC -> bmcs();
            case MACHINE -> machines();
            case ISO -> before.isEmpty() ? List.of() : isos(before.get(before.size() - 1));
            case SESSION -> before.isEmpty() ? List.of() : sessions(before.get(before.size() - 1));
            case POWER_ACTION -> PowerVerb.candidates();
            case BOOT_DEVICE -> BootWord.candidates();
            case BUNDLE -> bundles();
            case CONFIG_FILE, CONFIG_KEY, ACCOUNT, PRIVILEGE -> written(choice, before);
            case HYPERVISOR -> hypervisors();
        };
    }

    private List<Candidate> bmcs() {
        BmcDirectory directory = bmcs;
        return directory == null
                ? List.of()
                : directory.statuses().stream()
                        .map(status -> new Candidate(status.name(), Words.of(status.state())))
                        .toList();
    }

    private List<Candidate> sessions(String bmc) {
        Sessions all = sessions;
        return all == null
                ? List.of()
                : all.active(bmc).stream()
                        .map(session -> new Candidate(
                                String.valueOf(session.handle()),
                                session.userName() + " from " + Words.address(session.peer())))
                        .toList();
    }

    private List<Candidate> machines() {
        MachineDirectory directory = machines;
        List<Machine> all = directory == null ? List.of() : directory.machines();
        Function<Machine, String> names = Machines.shortNames(all);
        return all.stream()
                .map(machine -> new Candidate(names.apply(machine), "on " + machine.hypervisor()))
                .toList();
    }

    private List<Candidate> hypervisors() {
        MachineDirectory directory = machines;
        return directory == null
                ? List.of()
                : directory.hypervisors().stream()
                        .map(hypervisor -> new Candidate(hypervisor.name(), ""))
                        .toList();
    }

    private List<Candidate> written(Choice choice, List<String> before) {
        ConfigWords words = files;
        return words == null ? List.of() : words.of(choice, before);
    }

    private List<Candidate> isos(String machine) {
        MachineDirectory directory = machines;
        try {
            return directory == null ? List.of() : isos.of(Machines.find(directory, machine));
        } catch (HypervisorException e) {
            return List.of();
        }
    }

    private List<Candidate> bundles() {
        BundleWords words = bundles;
        return words == null ? List.of() : words.candidates();
    }
}
