package org.ipmibridge.shell.commands.inventory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.text.Printable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code inventory:export}. What is not known of a machine is not made up: such a BMC is left out, and a comment or an error says so. */
@Component(service = InventoryExport.class)
@GogoCommand(scope = "inventory", function = "export")
public final class InventoryExport {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BmcDirectory bmcs;
    private final MachineDirectory machines;
    private final UserDirectory users;

    @Activate
    public InventoryExport(
            @Reference BmcDirectory bmcs, @Reference MachineDirectory machines, @Reference UserDirectory users) {
        this.bmcs = bmcs;
        this.machines = machines;
        this.users = users;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Prints the BMCs as other systems read them, without passwords."
            + " Example: inventory:export --format metal3 --fleet web")
    public String export(
            @Descriptor("metal3, ironic, ansible or json; json when left out")
                    @Parameter(names = "--format", absentValue = "json")
                    String format,
            @Descriptor("the fleet whose BMCs are printed; all BMCs when left out")
                    @Parameter(names = "--fleet", absentValue = "")
                    String fleet) {
        Format form = Arrays.stream(Format.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(format))
                .findFirst()
                .orElseThrow(() -> new ShellException("--format is metal3, ironic, ansible or json, not " + format));
        if (!fleet.isEmpty()
                && bmcs.fleets().stream().noneMatch(each -> each.name().equals(fleet))) {
            throw new ShellException("there is no fleet " + fleet + "; fleet:list shows all");
        }
        List<Host> hosts = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        questions(fleet).forEach(question -> question.answer(hosts, leftOut));
        if (form == Format.JSON && !leftOut.isEmpty()) {
            throw new ShellException(
                    leftOut.get(0) + (leftOut.size() > 1 ? "; and " + (leftOut.size() - 1) + " more" : ""));
        }
        StringBuilder text = new StringBuilder();
        leftOut.forEach(
                line -> text.append("# left out: ").append(Printable.of(line)).append('\n'));
        return text.append(form.write(hosts)).toString().stripTrailing();
    }

    /** All machines are asked before the first answer is waited for. */
    private List<Question> questions(String fleet) {
        return bmcs.statuses().stream()
                .flatMap(status -> status.bmc().stream())
                .filter(bmc -> fleet.isEmpty() || bmc.fleet().equals(fleet))
                .map(this::question)
                .toList();
    }

    private Question question(Bmc bmc) {
        try {
            Machine machine = machines.requireFor(bmc.name(), bmc.hypervisor(), bmc.machine());
            return (hosts, leftOut) -> answer(bmc, machine, machine.info(), machine.powerStatus(), hosts, leftOut);
        } catch (HypervisorException e) {
            return (hosts, leftOut) -> leftOut.add("BMC " + bmc.name() + ": " + e.getMessage());
        }
    }

    private void answer(
            Bmc bmc,
            Machine machine,
            CompletionStage<MachineInfo> info,
            CompletionStage<PowerStatus> power,
            List<Host> hosts,
            List<String> leftOut) {
        try {
            hosts.add(new Host(
                    bmc.name(),
                    bmc.endpoint(),
                    user(bmc.name()),
                    machine.name(),
                    machine.hypervisor(),
                    bmc.fleet(),
                    of(info).macAddresses(),
                    of(power).state() == PowerState.ON));
        } catch (HypervisorException | ShellException e) {
            leftOut.add("BMC " + bmc.name() + ": " + e.getMessage());
        }
    }

    private String user(String bmc) {
        return users.users(bmc).stream()
                .filter(user -> user.mayLogIn() && !user.name().isEmpty())
                .max(Comparator.comparing((User user) ->
                                user.privilegeLimit().map(PrivilegeLevel::code).orElse(0))
                        .thenComparing(Comparator.comparingInt(User::id).reversed()))
                .map(User::name)
                .orElse("");
    }

    private static <T> T of(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HypervisorException cause
                    ? cause
                    : new ShellException(e.getCause().toString());
        } catch (TimeoutException e) {
            throw new ShellException("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted");
        }
    }

    /** A machine that is being asked. */
    @FunctionalInterface
    private interface Question {
        void answer(List<Host> hosts, List<String> leftOut);
    }
}
