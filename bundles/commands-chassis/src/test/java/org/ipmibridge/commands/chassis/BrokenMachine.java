package org.ipmibridge.commands.chassis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;

/** A machine that is on and can be looked at, and fails at once in everything that it is asked to do. */
record BrokenMachine(HypervisorException failure) implements Machine {
    @Override
    public String name() {
        return "vm1";
    }

    @Override
    public String hypervisor() {
        return "broken";
    }

    @Override
    public CompletionStage<MachineInfo> info() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<PowerStatus> powerStatus() {
        return CompletableFuture.completedStage(new PowerStatus(PowerState.ON, Optional.empty(), Duration.ZERO));
    }

    @Override
    public CompletionStage<Void> perform(PowerAction action) {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<Optional<BootOverride>> bootOverride() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<Void> setBootOverride(BootOverride override) {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<Void> clearBootOverride() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<Optional<IsoImage>> mountedIso() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<Void> mountIso(IsoImage image) {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<Void> ejectIso() {
        return CompletableFuture.failedStage(failure);
    }

    @Override
    public CompletionStage<List<BootRecord>> boots() {
        return CompletableFuture.failedStage(failure);
    }
}
