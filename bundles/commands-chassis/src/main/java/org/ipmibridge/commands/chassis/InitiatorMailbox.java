package org.ipmibridge.commands.chassis;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;

/**
 * Boot Initiator Mailbox, parameter 7: blocks of 16 bytes for whoever asks for a boot and whoever is booted. All blocks that can be named
 * are there; a block that is not written in full keeps its other bytes. Only what was written takes memory, 4 KiB at most.
 */
final class InitiatorMailbox implements BootParameter {
    private static final String KEY = "chassis.boot.mailbox";
    private static final int BLOCK = 16;

    @Override
    public int selector() {
        return 7;
    }

    @Override
    public synchronized CompletionStage<CommandResponse> set(CommandRequest request, byte[] data) {
        BootData.expectLength(data, 2, 1 + BLOCK);
        int start = (data[0] & 0xFF) * BLOCK;
        byte[] old = contents(request.bmc());
        byte[] contents = Arrays.copyOf(old, Math.max(old.length, start + BLOCK));
        System.arraycopy(data, 1, contents, start, data.length - 1);
        request.bmc().settings().putVolatile(KEY, contents);
        return CommandResponse.ok().now();
    }

    @Override
    public CompletionStage<byte[]> get(CommandRequest request, int set) {
        byte[] contents = contents(request.bmc());
        byte[] answer = new byte[1 + BLOCK];
        answer[0] = (byte) set;
        int start = set * BLOCK;
        System.arraycopy(
                contents,
                Math.min(start, contents.length),
                answer,
                1,
                Math.min(BLOCK, Math.max(0, contents.length - start)));
        return CompletableFuture.completedStage(answer);
    }

    /** A whole number of blocks, at most {@link BmcSettings#MAX_VALUE} bytes, which is 256 of them. */
    private static byte[] contents(Bmc bmc) {
        return bmc.settings().get(KEY).orElseGet(() -> new byte[0]);
    }
}
