package org.ipmibridge.shell.commands;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.shell.commands.text.Words;

/** One change of a machine's power, from the request to its confirmed end. */
final class PowerChange {
    private static final long POLL_MILLIS = 100;

    private final Operator operator;
    private final Machine machine;
    private final PowerVerb verb;
    private final Duration limit;
    private final long start = System.nanoTime();

    PowerChange(Operator operator, Machine machine, PowerVerb verb, int limitSeconds) {
        this.operator = operator;
        this.machine = machine;
        this.verb = verb;
        this.limit = Duration.ofSeconds(limitSeconds);
    }

    /** Does it, and tells how it went. */
    String run() {
        PowerState before = state();
        try {
            Answers.within(limit, machine.perform(verb.action()), machine.name());
        } catch (TimeoutException e) {
            throw new ShellException(
                    machine.name() + ": " + verb + " still under way after " + limit.toSeconds() + " s");
        }
        PowerState after = verb == PowerVerb.SOFT ? afterShutdown() : state();
        operator.changed("machine " + machine.name() + ": power " + verb + " done in " + elapsed());
        return machine.name() + ": " + Words.of(after) + ", was " + Words.of(before) + "; power " + verb + " took "
                + elapsed();
    }

    /** A guest that was asked to shut down takes its time, or does not do it. */
    private PowerState afterShutdown() {
        PowerState state = state();
        while (state == PowerState.ON) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new ShellException(machine.name() + ": the guest was asked to shut down and is still on after "
                        + limit.toSeconds() + " s");
            }
            pause();
            state = state();
        }
        return state;
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException(machine.name() + ": interrupted; the guest was asked to shut down");
        }
    }

    private PowerState state() {
        return Answers.of(machine.powerStatus(), machine.name()).state();
    }

    private String elapsed() {
        return Words.duration(Duration.ofNanos(System.nanoTime() - start));
    }
}
