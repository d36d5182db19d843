package org.ipmibridge.hypervisor.simulated;

import java.util.Locale;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.runtime.api.event.BridgeEvent;

/** What of a machine's changes is news to those who watch. */
final class MachineNews {
    private MachineNews() {}

    /** Tells what is different between two states, whoever changed it. */
    static void tell(SimulatedMachine machine, MachineState before, MachineState after) {
        if (before.power() != after.power()) {
            publish(BridgeEvent.MACHINE_POWER, machine, "power is " + word(after.power()));
        } else if (after.boots().size() > 0 && !after.boots().equals(before.boots())) {
            publish(BridgeEvent.MACHINE_POWER, machine, "it was reset");
        }
        if (!before.override().equals(after.override())) {
            publish(
                    BridgeEvent.MACHINE_CHANGED,
                    machine,
                    "boot override: " + after.override().map(MachineNews::words).orElse("none"));
        }
        if (!before.iso().equals(after.iso())) {
            publish(
                    BridgeEvent.MACHINE_CHANGED,
                    machine,
                    "ISO in the drive: " + after.iso().map(IsoImage::path).orElse("none"));
        }
    }

    private static String words(BootOverride override) {
        return word(override.device()) + (override.persistent() ? ", every boot" : ", next boot only");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void publish(String topic, SimulatedMachine machine, String text) {
        BridgeEvent.of(topic, text)
                .with(BridgeEvent.MACHINE, machine.name())
                .with(BridgeEvent.HYPERVISOR, machine.hypervisor())
                .publish();
    }
}
