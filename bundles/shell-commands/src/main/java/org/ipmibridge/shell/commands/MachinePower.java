package org.ipmibridge.shell.commands;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code machine:power}. */
@Component(service = MachinePower.class)
@GogoCommand(scope = "machine", function = "power")
public final class MachinePower {
    private static final int MAX_TIMEOUT = 3600;

    private final MachineDirectory machines;

    @Activate
    public MachinePower(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Requires(Role.OPERATOR)
    @Descriptor("Prints a machine's power state, or changes it, waits for the end and says what happened. "
            + "Example: machine:power vm1 cycle")
    public String power(
            CommandSession session,
            @Descriptor("how many seconds to wait for the end, 1 to " + MAX_TIMEOUT + "; 120 by default")
                    @Parameter(names = "--timeout", absentValue = "120")
                    int timeout,
            @Descriptor("the machine's name or identifier, or hypervisor/name")
                    @Argument(value = "machine", choice = Choice.MACHINE)
                    String machine,
            @Descriptor("on, off, cycle, reset, soft or diag; prints the state when left out")
                    @Argument(value = "action", choice = Choice.POWER_ACTION)
                    String... action) {
        if (timeout < 1 || timeout > MAX_TIMEOUT) {
            throw new UsageException("--timeout " + timeout + ": it is 1 to " + MAX_TIMEOUT + " s");
        }
        PowerVerb verb = Optionals.one(action).map(PowerVerb::of).orElse(null);
        Machine found = Machines.find(machines, machine);
        return verb == null ? state(found) : new PowerChange(Operator.of(session), found, verb, timeout).run();
    }

    private static String state(Machine machine) {
        return machine.name() + ": "
                + Words.of(Answers.of(machine.powerStatus(), machine.name()).state());
    }
}
