package org.ipmibridge.commands.app;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get System Info Parameters (IPMI v2.0, section 22.14b). What no client has set is answered from what is known of the machine. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x59, name = "Get System Info Parameters")
public final class GetSystemInfoParameters implements CommandHandler {
    private static final int REVISION = 0x11;
    private static final int REVISION_ONLY = 0x80;
    private static final int SET_IN_PROGRESS = 0;

    private final MachineDirectory machines;

    @Activate
    public GetSystemInfoParameters(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        boolean revisionOnly = (reader.uint8() & REVISION_ONLY) != 0;
        int selector = reader.uint8();
        int setSelector = reader.uint8();
        reader.skip(1); // block selector: no parameter has any
        reader.expectEnd();
        if (selector == SET_IN_PROGRESS) {
            return setInProgress(request.bmc(), revisionOnly).now();
        }
        SystemInfoParameter parameter = SetSystemInfoParameters.requireParameter(selector);
        if (revisionOnly) {
            return CommandResponse.of(REVISION).now();
        }
        int number = SetSystemInfoParameters.requireBlock(setSelector);
        return value(request.bmc(), parameter).thenApply(value -> block(value, number));
    }

    private static CommandResponse setInProgress(Bmc bmc, boolean revisionOnly) {
        return revisionOnly
                ? CommandResponse.of(REVISION)
                : CommandResponse.of(REVISION, SystemInfoParameter.isSetInProgress(bmc.settings()) ? 1 : 0);
    }

    private static CommandResponse block(SystemInfoString value, int number) {
        return CommandResponse.ok(new WireWriter(2 + SystemInfoString.BLOCK)
                .uint8(REVISION)
                .uint8(number)
                .bytes(value.block(number))
                .toBytes());
    }

    private CompletionStage<SystemInfoString> value(Bmc bmc, SystemInfoParameter parameter) {
        Optional<SystemInfoString> set = parameter.get(bmc.settings());
        return set.isPresent()
                ? CompletableFuture.completedStage(set.get())
                : known(bmc, parameter).thenApply(SystemInfoString::of);
    }

    private CompletionStage<String> known(Bmc bmc, SystemInfoParameter parameter) {
        return switch (parameter) {
            case SYSTEM_NAME -> CompletableFuture.completedStage(MachineAnswers.name(machines, bmc));
            case SYSTEM_FIRMWARE_VERSION -> ask(bmc, info -> info.firmware().name());
            case PRIMARY_OPERATING_SYSTEM_NAME, OPERATING_SYSTEM_NAME ->
                ask(bmc, info -> info.guestOs().orElse(""));
            case PRESENT_OS_VERSION_NUMBER, BMC_URL, MANAGEMENT_URL -> CompletableFuture.completedStage("");
        };
    }

    private CompletionStage<String> ask(Bmc bmc, Function<MachineInfo, String> what) {
        return MachineAnswers.ask(machines, bmc, Machine::info).thenApply(what);
    }
}
