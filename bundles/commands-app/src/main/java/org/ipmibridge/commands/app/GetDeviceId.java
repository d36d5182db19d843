package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.DeviceIdentity;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get Device ID (IPMI v2.0, section 20.1). It claims only those devices whose commands are there. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x01, name = "Get Device ID")
public final class GetDeviceId implements CommandHandler {
    private static final int LENGTH = 15;
    private static final int IPMI_2_0 = 0x02;

    private static final int CHASSIS = 1 << 7;
    private static final int EVENT_RECEIVER = 1 << 4;
    private static final int FRU_INVENTORY = 1 << 3;
    private static final int SEL = 1 << 2;
    private static final int SDR_REPOSITORY = 1 << 1;
    private static final int SENSOR = 1;

    private static final int GET_CHASSIS_STATUS = 0x01;
    private static final int PLATFORM_EVENT = 0x02;
    private static final int GET_SENSOR_READING = 0x2D;
    private static final int GET_FRU_INVENTORY_AREA_INFO = 0x10;
    private static final int GET_SDR_REPOSITORY_INFO = 0x20;
    private static final int GET_SEL_INFO = 0x40;

    private final ImplementedCommands commands;

    @Activate
    public GetDeviceId(@Reference ImplementedCommands commands) {
        this.commands = commands;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        request.reader().expectEnd();
        DeviceIdentity identity = request.bmc().identity();
        byte[] data = new WireWriter(LENGTH)
                .uint8(identity.deviceId())
                .uint8(identity.deviceRevision())
                .uint8(identity.firmwareMajor())
                .uint8(binaryCodedDecimal(identity.firmwareMinor()))
                .uint8(IPMI_2_0)
                .uint8(devices())
                .uint24(identity.manufacturer())
                .uint16(identity.product())
                .zeros(4) // auxiliary firmware revision
                .toBytes();
        return CommandResponse.ok(data).now();
    }

    private int devices() {
        return bit(CHASSIS, NetFn.CHASSIS, GET_CHASSIS_STATUS)
                | bit(EVENT_RECEIVER, NetFn.SENSOR_EVENT, PLATFORM_EVENT)
                | bit(FRU_INVENTORY, NetFn.STORAGE, GET_FRU_INVENTORY_AREA_INFO)
                | bit(SEL, NetFn.STORAGE, GET_SEL_INFO)
                | bit(SDR_REPOSITORY, NetFn.STORAGE, GET_SDR_REPOSITORY_INFO)
                | bit(SENSOR, NetFn.SENSOR_EVENT, GET_SENSOR_READING);
    }

    private int bit(int bit, NetFn netFn, int command) {
        return commands.has(netFn, command) ? bit : 0;
    }

    private static int binaryCodedDecimal(int value) {
        return value / 10 << 4 | value % 10;
    }
}
