package org.ipmibridge.commands.chassis;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the machine of a BMC for each use, and turns what a hypervisor could not do into a completion code and words in the log. */
@Component(service = Machines.class)
public final class Machines {
    private final MachineDirectory directory;
    private final FailureLog log;

    /** Called by the framework. */
    @Activate
    public Machines(@Reference MachineDirectory directory) {
        this(directory, Clock.systemUTC());
    }

    Machines(MachineDirectory directory, Clock clock) {
        this.directory = directory;
        this.log = new FailureLog(clock);
    }

    /** @throws HypervisorException if there is no such machine */
    Machine of(Bmc bmc) {
        return directory.requireFor(bmc.name(), bmc.hypervisor(), bmc.machine());
    }

    /**
     * Answers a command by asking the machine of its BMC.
     *
     * @param what the command's name, for the log
     * @return completes with an answer, and exceptionally only for a bug
     */
    CompletionStage<CommandResponse> ask(
            Bmc bmc, String what, Function<Machine, CompletionStage<CommandResponse>> question) {
        return answer(bmc, what, () -> question.apply(of(bmc)));
    }

    /** The same for a command that does not always need the machine. */
    CompletionStage<CommandResponse> answer(Bmc bmc, String what, Supplier<CompletionStage<CommandResponse>> question) {
        CompletionStage<CommandResponse> answer;
        try {
            answer = question.get();
        } catch (HypervisorException | CommandException e) {
            answer = CompletableFuture.failedStage(e);
        }
        return answer.exceptionally(failure -> refusal(bmc, what, failure));
    }

    /** Tells the operator what could not be done after its acknowledgement. */
    void log(Bmc bmc, String what, HypervisorException failure) {
        log.failedLater(bmc, what, failure);
    }

    private CommandResponse refusal(Bmc bmc, String what, Throwable failure) {
        Throwable cause = HypervisorFailures.cause(failure);
        if (cause instanceof HypervisorException known) {
            log.failed(bmc, what, known);
            return CommandResponse.error(HypervisorFailures.code(known));
        }
        if (cause instanceof CommandException answer) {
            return CommandResponse.error(answer.code());
        }
        throw new CompletionException(cause);
    }
}
