package org.ipmibridge.ipmi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class HostileBytesTest {
    private static final long SEED = 20260101;
    private static final int ROUNDS = 300_000;

    private final Random random = new Random(SEED);
    private int refused;

    @Test
    public void randomBytesAreDecodedOrMalformedAndNothingElse() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 5 && i % 2 == 0) {
                makePlausible(bytes);
            }
            recodeOrRefuse(bytes);
        }
        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    @Test
    public void damagedPacketsOfRealClientsAreDecodedOrMalformedAndNothingElse() {
        List<byte[]> packets = new ArrayList<>();
        GoldenPackets.CONVERSATIONS.forEach(
                file -> packets.addAll(GoldenPackets.of(file).values()));
        for (int i = 0; i < ROUNDS; i++) {
            byte[] packet = packets.get(random.nextInt(packets.size()));
            byte[] damaged = Arrays.copyOf(packet, Math.max(1, packet.length + random.nextInt(9) - 4));
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            recodeOrRefuse(damaged);
        }
        assertThat(refused).isBetween(ROUNDS / 20, ROUNDS - 1);
    }

    private void makePlausible(byte[] bytes) {
        bytes[0] = 6;
        bytes[3] = (byte) (6 + random.nextInt(2));
        bytes[4] = (byte) random.nextInt(8);
        bytes[5] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : 0x10 + random.nextInt(6));
    }

    private void recodeOrRefuse(byte[] bytes) {
        try {
            Recoder.recode(bytes);
            Recoder.message(bytes);
        } catch (MalformedPacketException e) {
            refused++;
        } catch (RuntimeException e) {
            throw new AssertionError(HexFormat.of().formatHex(bytes), e);
        }
    }
}
