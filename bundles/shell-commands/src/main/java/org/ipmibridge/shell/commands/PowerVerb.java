package org.ipmibridge.shell.commands;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.runtime.api.shell.Candidate;

/** The words for power actions: those of {@code ipmitool chassis power}. */
enum PowerVerb {
    ON(PowerAction.ON, "power on"),
    OFF(PowerAction.OFF, "cut the power"),
    CYCLE(PowerAction.CYCLE, "cut the power, then power on"),
    RESET(PowerAction.RESET, "reset without cutting the power"),
    SOFT(PowerAction.SOFT_OFF, "ask the guest to shut down"),
    DIAG(PowerAction.NMI, "send the guest a non-maskable interrupt");

    private final PowerAction action;
    private final String meaning;

    PowerVerb(PowerAction action, String meaning) {
        this.action = action;
        this.meaning = meaning;
    }

    static PowerVerb of(String word) {
        return Arrays.stream(values())
                .filter(verb -> verb.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("no such action: " + word + "; it is one of "
                        + Arrays.stream(values()).map(PowerVerb::toString).collect(Collectors.joining(", "))));
    }

    static List<Candidate> candidates() {
        return Arrays.stream(values())
                .map(verb -> new Candidate(verb.toString(), verb.meaning))
                .toList();
    }

    PowerAction action() {
        return action;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
