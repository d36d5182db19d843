package org.ipmibridge.commands.chassis;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get Chassis Status (IPMI v2.0, section 28.2). The power state is the confirmed one, or there is no answer but an error. */
@Component
@IpmiCommand(netFn = 0x00, command = 0x01, name = GetChassisStatus.NAME)
public final class GetChassisStatus implements CommandHandler {
    static final String NAME = "Get Chassis Status";

    // Byte 1: current power state.
    private static final int POWER_ON = 0x01;
    private static final int POWER_CONTROL_FAULT = 0x10;
    private static final int RESTORE_POLICY_SHIFT = 5;
    // Byte 2: last power event.
    private static final int POWERED_ON_BY_IPMI = 0x10;
    // Byte 3: miscellaneous state.
    private static final int FRONT_PANEL_LOCKOUT = 0x02;
    private static final int IDENTIFY_TIMED = 0x10;
    private static final int IDENTIFY_INDEFINITE = 0x20;
    private static final int IDENTIFY_SUPPORTED = 0x40;
    // Byte 4: front panel buttons.
    private static final int ALL_BUTTONS_CAN_BE_DISABLED = 0xF0;
    private static final int POWER_AND_RESET_BUTTONS = 0x03;

    private final Machines machines;
    private final Clock clock;

    /** Called by the framework. */
    @Activate
    public GetChassisStatus(@Reference Machines machines) {
        this(machines, Clock.systemUTC());
    }

    GetChassisStatus(Machines machines, Clock clock) {
        this.machines = machines;
        this.clock = clock;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        Requests.expectEmpty(request);
        ChassisSettings settings = new ChassisSettings(request.bmc());
        return machines.ask(request.bmc(), NAME, machine -> answer(machine, settings));
    }

    private CompletionStage<CommandResponse> answer(Machine machine, ChassisSettings settings) {
        return machine.powerStatus()
                .thenApply(status -> CommandResponse.of(
                        power(status, settings),
                        lastEvent(status, settings),
                        miscellaneous(settings),
                        ALL_BUTTONS_CAN_BE_DISABLED | settings.disabledButtons()));
    }

    private static int power(PowerStatus status, ChassisSettings settings) {
        return (status.isOn() ? POWER_ON : 0)
                | (settings.powerControlFault() ? POWER_CONTROL_FAULT : 0)
                | settings.restorePolicy() << RESTORE_POLICY_SHIFT;
    }

    private static int lastEvent(PowerStatus status, ChassisSettings settings) {
        boolean byIpmi = settings.lastBoot()
                .filter(boot -> boot.powerOn() && boot.isLastOf(status))
                .isPresent();
        return byIpmi ? POWERED_ON_BY_IPMI : 0;
    }

    private int miscellaneous(ChassisSettings settings) {
        boolean locked = (settings.disabledButtons() & POWER_AND_RESET_BUTTONS) == POWER_AND_RESET_BUTTONS;
        return IDENTIFY_SUPPORTED | identify(settings.identifyUntil()) | (locked ? FRONT_PANEL_LOCKOUT : 0);
    }

    private int identify(Instant end) {
        if (end.equals(Instant.MAX)) {
            return IDENTIFY_INDEFINITE;
        }
        return clock.instant().isBefore(end) ? IDENTIFY_TIMED : 0;
    }
}
