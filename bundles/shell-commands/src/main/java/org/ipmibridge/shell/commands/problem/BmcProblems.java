package org.ipmibridge.shell.commands.problem;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.runtime.api.problem.Problem;

/** BMCs that do not answer, and those without a machine. */
final class BmcProblems {
    private BmcProblems() {}

    static Stream<Problem> of(BmcDirectory bmcs, MachineDirectory machines) {
        Instant now = Instant.now();
        return bmcs.statuses().stream()
                .flatMap(status -> Stream.concat(
                        silent(status).stream(), status.bmc().flatMap(bmc -> lost(bmc, machines, now)).stream()))
                .distinct();
    }

    private static Optional<Problem> silent(BmcStatus status) {
        return status.state() == BmcStatus.State.FAILED
                ? Optional.of(new Problem("BMC " + status.name(), status.reason(), Instant.now()))
                : Optional.empty();
    }

    /** A server that cannot say, or a hypervisor that fails, is a problem of its own, and not one of each of its BMCs. */
    private static Optional<Problem> lost(Bmc bmc, MachineDirectory machines, Instant now) {
        if (machines == null) {
            return Optional.empty();
        }
        try {
            machines.requireFor(bmc.name(), bmc.hypervisor(), bmc.machine());
            return Optional.empty();
        } catch (MachineNotFoundException e) {
            return Optional.of(new Problem("BMC " + bmc.name(), "machine", bmc.machine(), e.getMessage(), now));
        } catch (HypervisorException e) {
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            String who = bmc.hypervisor().isEmpty() ? "hypervisors" : "hypervisor " + bmc.hypervisor();
            return Optional.of(new Problem(who, "cannot be asked for machines: " + e, now));
        }
    }
}
