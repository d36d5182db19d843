package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;

/**
 * Boot Info Acknowledge, parameter 4: by it the parties of a boot tell which of them has handled the boot info. The first byte says which
 * bits of the second are meant, and is read as 00h; reserved bits are to be written as ones.
 */
final class InfoAcknowledge implements BootParameter {
    private static final String KEY = "chassis.boot.info-acknowledge";
    private static final int LENGTH = 2;

    @Override
    public int selector() {
        return 4;
    }

    @Override
    public CompletionStage<CommandResponse> set(CommandRequest request, byte[] data) {
        BootData.expectLength(data, LENGTH);
        int mask = data[0];
        int acknowledged = value(request.bmc()) & ~mask | data[1] & mask;
        request.bmc().settings().putVolatile(KEY, new byte[] {(byte) acknowledged});
        return CommandResponse.ok().now();
    }

    @Override
    public CompletionStage<byte[]> get(CommandRequest request, int set) {
        return CompletableFuture.completedStage(new byte[] {0, (byte) value(request.bmc())});
    }

    private static int value(Bmc bmc) {
        return bmc.settings().get(KEY).map(value -> value[0] & 0xFF).orElse(0);
    }
}
