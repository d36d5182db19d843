package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;

/** A parameter that is kept and given back. */
final class KeptParameter implements BootParameter {
    private final int selector;
    private final String key;
    private final boolean nonVolatile;
    private final int reservedInFirstByte;
    private final Supplier<byte[]> initial;

    private KeptParameter(
            int selector, String key, boolean nonVolatile, int reservedInFirstByte, Supplier<byte[]> initial) {
        this.selector = selector;
        this.key = key;
        this.nonVolatile = nonVolatile;
        this.reservedInFirstByte = reservedInFirstByte;
        this.initial = initial;
    }

    /** Service Partition Selector, parameter 1. */
    static KeptParameter servicePartitionSelector() {
        return new KeptParameter(1, "chassis.boot.service-partition", false, 0, () -> new byte[1]);
    }

    /** Service Partition Scan, parameter 2, the only one that the specification calls non-volatile. */
    static KeptParameter servicePartitionScan() {
        return new KeptParameter(2, "chassis.boot.service-partition-scan", true, 0xFC, () -> new byte[1]);
    }

    /** BMC Boot Flag Valid Bit Clearing, parameter 3. */
    static KeptParameter validBitClearing(ChassisConfiguration configuration) {
        return new KeptParameter(
                3,
                ValidBitClearing.KEY,
                false,
                ValidBitClearing.RESERVED,
                () -> ValidBitClearing.initial(configuration));
    }

    /** Boot Initiator Info, parameter 6: channel, session and time of who asked for the boot. */
    static KeptParameter initiatorInfo() {
        return new KeptParameter(6, "chassis.boot.initiator", false, 0xF0, () -> new byte[9]);
    }

    @Override
    public int selector() {
        return selector;
    }

    @Override
    public CompletionStage<CommandResponse> set(CommandRequest request, byte[] data) {
        BootData.expectLength(data, initial.get().length);
        Requests.withoutReserved(data[0] & 0xFF, reservedInFirstByte);
        if (nonVolatile) {
            return Stored.answer(request, request.bmc().settings().put(key, data));
        }
        request.bmc().settings().putVolatile(key, data);
        return CommandResponse.ok().now();
    }

    @Override
    public CompletionStage<byte[]> get(CommandRequest request, int set) {
        return CompletableFuture.completedStage(value(request.bmc()));
    }

    private byte[] value(Bmc bmc) {
        byte[] before = initial.get();
        return bmc.settings()
                .get(key)
                .filter(value -> value.length == before.length)
                .orElse(before);
    }
}
