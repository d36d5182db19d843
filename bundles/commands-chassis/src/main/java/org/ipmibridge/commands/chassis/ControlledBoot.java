package org.ipmibridge.commands.chassis;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.PowerStatus;

/**
 * A boot that a Chassis Control caused. Others can boot the machine too; the boot time tells whether the machine's last boot is still
 * this one.
 *
 * @param powerOn whether the power was switched on by it, or by an earlier one since which it stayed on
 * @param bootTime when the machine booted; none where its hypervisor does not tell
 */
record ControlledBoot(boolean powerOn, Optional<Instant> bootTime) {
    private static final int LENGTH = 1 + Long.BYTES;
    private static final long NOT_TOLD = Long.MIN_VALUE;

    /** Whether the machine did not boot since, as far as is known. */
    boolean isLastOf(PowerStatus status) {
        return bootTime.isEmpty()
                || status.bootTime().isEmpty()
                || status.bootTime().get().toEpochMilli() == bootTime.get().toEpochMilli();
    }

    byte[] encode() {
        return ByteBuffer.allocate(LENGTH)
                .put((byte) (powerOn ? 1 : 0))
                .putLong(bootTime.map(Instant::toEpochMilli).orElse(NOT_TOLD))
                .array();
    }

    static Optional<ControlledBoot> decode(byte[] bytes) {
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean powerOn = buffer.get() != 0;
        long millis = buffer.getLong();
        return Optional.of(new ControlledBoot(
                powerOn, millis == NOT_TOLD ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis))));
    }
}
