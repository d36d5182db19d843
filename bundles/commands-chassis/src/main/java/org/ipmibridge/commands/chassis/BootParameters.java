package org.ipmibridge.commands.chassis;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The system boot options that there are: parameters 0 to 7 (IPMI v2.0, table 28-14). */
@Component(service = BootParameters.class)
public final class BootParameters {
    private static final String LOCKED = "chassis.boot.locked";
    private static final CompletionCode NOT_SUPPORTED = new CompletionCode(0x80);

    private final Map<Integer, BootParameter> parameters;

    /** Called by the framework. */
    @Activate
    public BootParameters(
            @Reference Machines machines,
            @Reference ChassisConfiguration configuration,
            @Reference BootFlagExpiry expiry) {
        this(machines, configuration, expiry, Clock.systemUTC());
    }

    BootParameters(Machines machines, ChassisConfiguration configuration, BootFlagExpiry expiry, Clock clock) {
        this.parameters = List.of(
                        new SetInProgress(clock),
                        KeptParameter.servicePartitionSelector(),
                        KeptParameter.servicePartitionScan(),
                        KeptParameter.validBitClearing(configuration),
                        new InfoAcknowledge(),
                        new BootFlagsParameter(machines, expiry),
                        KeptParameter.initiatorInfo(),
                        new InitiatorMailbox())
                .stream()
                .collect(Collectors.toUnmodifiableMap(BootParameter::selector, Function.identity()));
    }

    /** @throws CommandException 80h if there is no such parameter */
    BootParameter require(int selector) {
        BootParameter parameter = parameters.get(selector);
        if (parameter == null) {
            throw new CommandException(NOT_SUPPORTED, "there is no boot option " + selector);
        }
        return parameter;
    }

    /** Whether a client marked the parameter as invalid or locked. */
    boolean isLocked(Bmc bmc, BootParameter parameter) {
        return (locked(bmc) & 1 << parameter.selector()) != 0;
    }

    /** Marks a parameter as invalid or locked, or as valid and unlocked; its data stays as it is. */
    synchronized void mark(Bmc bmc, BootParameter parameter, boolean isLocked) {
        int bit = 1 << parameter.selector();
        int before = locked(bmc);
        int after = isLocked ? before | bit : before & ~bit;
        if (after != before) {
            bmc.settings().putVolatile(LOCKED, new byte[] {(byte) after});
        }
    }

    private static int locked(Bmc bmc) {
        return bmc.settings().get(LOCKED).map(value -> value[0] & 0xFF).orElse(0);
    }
}
