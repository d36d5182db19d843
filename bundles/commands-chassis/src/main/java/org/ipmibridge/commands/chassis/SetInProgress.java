package org.ipmibridge.commands.chassis;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/**
 * Set In Progress, parameter 0: by it one party tells others that it is writing. It locks nothing, and data is in force as soon as it is
 * written, so a commit has nothing left to do.
 *
 * <p>A party that forgot to end it keeps others out for a few seconds only; a Chassis Control ends it as well.
 */
final class SetInProgress implements BootParameter {
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final String KEY = "chassis.boot.set-in-progress";
    private static final int COMPLETE = 0;
    private static final int IN_PROGRESS = 1;
    private static final int COMMIT_WRITE = 2;
    private static final CompletionCode CLAIMED_BY_ANOTHER = new CompletionCode(0x81);

    private final Clock clock;

    SetInProgress(Clock clock) {
        this.clock = clock;
    }

    /** Ends it, whoever began it. */
    static void end(Bmc bmc) {
        bmc.settings().remove(KEY);
    }

    @Override
    public int selector() {
        return 0;
    }

    @Override
    public CompletionStage<CommandResponse> set(CommandRequest request, byte[] data) {
        BootData.expectLength(data, 1);
        switch (data[0]) {
            case COMPLETE -> end(request.bmc());
            case IN_PROGRESS -> {
                int session = sessionOf(request);
                if (claim(request.bmc())
                        .filter(claim -> claim.session() != session)
                        .isPresent()) {
                    return CommandResponse.error(CLAIMED_BY_ANOTHER).now();
                }
                put(request.bmc(), new Claim(clock.millis() + LONGEST.toMillis(), session));
            }
            case COMMIT_WRITE -> {
                return CommandResponse.ok().now();
            }
            default -> throw Requests.invalid("no state of Set In Progress: " + data[0]);
        }
        return CommandResponse.ok().now();
    }

    @Override
    public CompletionStage<byte[]> get(CommandRequest request, int set) {
        return CompletableFuture.completedStage(
                new byte[] {(byte) (claim(request.bmc()).isPresent() ? IN_PROGRESS : COMPLETE)});
    }

    private Optional<Claim> claim(Bmc bmc) {
        long now = clock.millis();
        return bmc.settings()
                .get(KEY)
                .map(Claim::decode)
                // A clock that was set back must not make it longer.
                .filter(claim -> now < claim.end() && claim.end() - now <= LONGEST.toMillis());
    }

    private static void put(Bmc bmc, Claim claim) {
        bmc.settings().putVolatile(KEY, claim.encode());
    }

    private static int sessionOf(CommandRequest request) {
        return request.session().map(Session::id).orElse(0);
    }

    /** Who is writing, and until when that counts. */
    private record Claim(long end, int session) {
        byte[] encode() {
            return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(end)
                    .putInt(session)
                    .array();
        }

        static Claim decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Claim(buffer.getLong(), buffer.getInt());
        }
    }
}
