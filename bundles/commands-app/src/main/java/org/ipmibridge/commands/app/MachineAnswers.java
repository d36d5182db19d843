package org.ipmibridge.commands.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/** Asks the machine of a BMC. What its hypervisor cannot say ends the command with D3h. */
final class MachineAnswers {
    private MachineAnswers() {}

    /** @return fails with a {@link CommandException} where the hypervisor has no answer */
    static <T> CompletionStage<T> ask(
            MachineDirectory machines, Bmc bmc, Function<Machine, CompletionStage<T>> question) {
        CompletionStage<T> answer;
        try {
            answer = question.apply(machines.requireFor(bmc.name(), bmc.hypervisor(), bmc.machine()));
        } catch (HypervisorException e) {
            answer = CompletableFuture.failedStage(e);
        }
        return answer.exceptionally(failure -> {
            throw translated(failure);
        });
    }

    /** What the machine is called; while nobody can say, what the configuration calls it. */
    static String name(MachineDirectory machines, Bmc bmc) {
        try {
            return machines.requireFor(bmc.name(), bmc.hypervisor(), bmc.machine())
                    .name();
        } catch (HypervisorException e) {
            return bmc.machine();
        }
    }

    private static RuntimeException translated(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof HypervisorException
                ? new CommandException(CompletionCode.DESTINATION_UNAVAILABLE, cause.getMessage())
                : new CompletionException(cause);
    }
}
