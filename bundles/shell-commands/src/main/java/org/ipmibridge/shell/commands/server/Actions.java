package org.ipmibridge.shell.commands.server;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.ipmibridge.ipmi.api.observe.OperatorAction;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Catalog;
import org.ipmibridge.shell.commands.syntax.Command;

/**
 * Has recorded what operators do: every command that takes more than the role of a reader, refused ones too. Of a script and of others' commands
 * only names are known to hold no secret; of ours {@link RecordedArguments} tells.
 */
final class Actions {
    /** What a record may take before the operator's prompt comes back. */
    private static final long LONGEST_MILLIS = 250;

    private static final String SCRIPT = "gogo";

    private final Recording recording;

    Actions(Recording recording) {
        this.recording = recording;
    }

    /** Runs a command and has it recorded when it has ended. @return its exit code */
    int command(Caller caller, String name, Optional<Command> command, List<String> arguments, IntSupplier task) {
        if (isReading(name, command)) {
            return task.getAsInt();
        }
        return recorded(caller, name, RecordedArguments.of(name, command, arguments), task);
    }

    /** Runs a script of Gogo and has the names of the commands in it recorded. @return its exit code */
    int script(Caller caller, String line, Catalog all, IntSupplier task) {
        List<String> names = Arrays.stream(line.split("[^A-Za-z0-9_.:-]+"))
                .filter(word -> !word.isEmpty())
                .flatMap(word -> all.matching(word).stream().limit(1))
                .distinct()
                .toList();
        return recorded(caller, SCRIPT, names, task);
    }

    /** Has a refusal recorded. */
    void refused(Caller caller, String name, int exitCode) {
        recorded(caller, name, List.of(), () -> exitCode);
    }

    private static boolean isReading(String name, Optional<Command> command) {
        return Catalog.isOwn(name)
                && command.filter(it -> it.role() == Role.READ_ONLY).isPresent();
    }

    private int recorded(Caller caller, String name, List<String> arguments, IntSupplier task) {
        long begun = System.nanoTime();
        int exitCode = task.getAsInt();
        CompletableFuture<?> recorded = recording
                .record(new OperatorAction(
                        Instant.now(),
                        caller.name(),
                        caller.origin(),
                        caller.role().toString(),
                        name,
                        arguments,
                        exitCode,
                        System.nanoTime() - begun))
                .toCompletableFuture();
        recorded.handle((done, failure) -> true)
                .completeOnTimeout(false, LONGEST_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        return exitCode;
    }
}
