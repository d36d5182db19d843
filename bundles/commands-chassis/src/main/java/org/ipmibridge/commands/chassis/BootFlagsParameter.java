package org.ipmibridge.commands.chassis;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Boot Flags, parameter 5. Device, persistence and EFI are the machine's boot override, and are read from it; the bits for which a machine
 * has no use are kept here and given back.
 */
final class BootFlagsParameter implements BootParameter {
    private static final Logger LOG = LoggerFactory.getLogger(BootFlagsParameter.class);

    private final Machines machines;
    private final BootFlagExpiry expiry;

    BootFlagsParameter(Machines machines, BootFlagExpiry expiry) {
        this.machines = machines;
        this.expiry = expiry;
    }

    @Override
    public int selector() {
        return 5;
    }

    @Override
    public CompletionStage<CommandResponse> set(CommandRequest request, byte[] data) {
        BootData.expectLength(data, BootFlags.LENGTH);
        BootFlags flags = BootFlags.parse(data);
        Optional<BootOverride> override = flags.override();
        Bmc bmc = request.bmc();
        return machines.ask(bmc, SetSystemBootOptions.NAME, machine -> apply(machine, override)
                .thenApply(done -> {
                    flags.keepIn(bmc);
                    expiry.begin(bmc, override);
                    override.filter(BootOverride::efi).ifPresent(efi -> warnOfBios(bmc, machine));
                    return CommandResponse.ok();
                }));
    }

    @Override
    public CompletionStage<byte[]> get(CommandRequest request, int set) {
        Bmc bmc = request.bmc();
        return machines.of(bmc)
                .bootOverride()
                .thenApply(inForce -> BootFlags.keptBy(bmc).with(inForce).encode());
    }

    private static CompletionStage<Void> apply(Machine machine, Optional<BootOverride> override) {
        return override.map(machine::setBootOverride).orElseGet(machine::clearBootOverride);
    }

    private static void warnOfBios(Bmc bmc, Machine machine) {
        machine.info().thenAccept(info -> {
            if (info.firmware() == Firmware.BIOS) {
                LOG.warn(
                        "bmc={}: an EFI boot was asked for, but machine {} has BIOS firmware and boots with that",
                        bmc.name(),
                        machine.name());
            }
        });
    }
}
