package org.ipmibridge.rmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.transport.PacketCounts;
import org.ipmibridge.ipmi.api.transport.Reply;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class DatagramTest {
    private static final String PING = "0600ff06 000011be 805a0000";
    private static final String PONG = "0600ff06000011be405a0010000011be00000000810000000000" + "0000";

    @Rule
    public final Transport transport = new Transport();

    private final LogRecorder log = new LogRecorder("org.ipmibridge.rmcp.transport");
    private FakeBmc vm1;
    private Client client;

    @Before
    public void listen() throws IOException {
        InetSocketAddress address = Client.free("127.0.0.1");
        vm1 = new FakeBmc("vm1").withEndpoint(address);
        transport.listen(vm1);
        client = new Client(address);
    }

    @After
    public void close() {
        client.close();
        log.close();
    }

    @Test
    public void aPresencePingIsAnsweredWithAPongOfTheSameTag() throws IOException {
        client.send(PING);
        assertThat(client.receive()).isEqualTo(PONG);
    }

    @Test
    public void aPingThatWantsAnRmcpAckGetsItFirst() throws IOException {
        client.send("06000506 000011be 805a0000");
        assertThat(client.receive()).isEqualTo("06000586");
        assertThat(client.receive()).isEqualTo(PONG);
    }

    @Test
    public void anyAsfMessageThatWantsAnRmcpAckGetsIt() throws IOException {
        client.send("06000706 000011be 40000000");
        assertThat(client.receive()).isEqualTo("06000786");
    }

    @Test
    public void anIpmiMessageIsNeverAcknowledged() throws IOException {
        client.send("06000507 c0ffee");
        assertThat(client.receive()).isEqualTo("0600ff07c0ffee");
    }

    @Test
    public void whatDeservesNoAnswerGetsNone() throws IOException {
        for (String silent : List.of(
                "", // nothing
                "060000", // too short for a header
                "0500ff07 c0ffee", // another RMCP version
                "06000586", // an RMCP ACK
                "06000587 c0ffee", // an ACK of class IPMI
                "0600ff08 c0ffee", // class OEM
                "0600ff06 000011be 80", // a cut ping
                "0600ff06 000011be 805a0001", // a ping without the data that it announces
                "0600ff06 000011bf 805a0000", // of another enterprise
                "0600ff06 000011be 405a0000" // a pong
                )) {
            client.send(silent);
        }
        client.send(new byte[2048]);
        client.send(new byte[65_000]);
        client.send(PING);
        assertThat(client.receive()).isEqualTo(PONG);
    }

    @Test
    public void thePacketReachesTheSessionLayerWithItsBmcAndPeer() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> seen.add(
                bmc.name() + " " + peer.getPort() + " " + HexFormat.of().formatHex(buffer, offset, offset + length));
        client.send("0600ff07 c0ffee");
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("vm1 " + client.port() + " c0ffee");
    }

    @Test
    public void aReplyCanBeSentLaterAndFromAnyThread() throws Exception {
        BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> replies.add(reply);
        client.send("0600ff07 00");
        Reply reply = replies.poll(10, TimeUnit.SECONDS);

        byte[] packet = {1, 2, 3, 4};
        reply.send(packet, 3);
        Arrays.fill(packet, (byte) 0);

        assertThat(client.receive()).isEqualTo("0600ff07010203");
    }

    @Test
    public void eachReplyGoesToTheSenderOfItsPacket() throws Exception {
        try (Client other = new Client(vm1.endpoint())) {
            for (int i = 0; i < 30; i++) {
                client.send("0600ff07 01");
                other.send("0600ff07 02");
            }
            for (int i = 0; i < 30; i++) {
                assertThat(client.receive()).isEqualTo("0600ff0701");
                assertThat(other.receive()).isEqualTo("0600ff0702");
            }
        }
    }

    @Test
    public void manyPacketsAtOnceAreAllAnsweredInTheirOrder() throws IOException {
        for (int i = 0; i < 100; i++) {
            client.send("0600ff07 %02x".formatted(i));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(client.receive()).isEqualTo("0600ff07%02x".formatted(i));
        }
    }

    @Test
    public void anExceptionOfTheSessionLayerEndsNothingAndIsLoggedOnceASecond() throws IOException {
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> {
            throw new StackOverflowError("a bug");
        };
        for (int i = 0; i < 100; i++) {
            client.send("0600ff07 00");
        }
        client.send(PING);
        assertThat(client.receive()).isEqualTo(PONG);
        assertThat(log.lines(Level.ERROR))
                .hasSizeBetween(1, 10)
                .allMatch(line -> line.startsWith("bmc=vm1 peer=127.0.0.1:"));
    }

    @Test
    public void withoutASessionLayerPacketsAreDroppedAndThenNoLonger() throws IOException {
        transport.sessions = null;
        client.send("0600ff07 01");
        client.send(PING);
        assertThat(client.receive()).isEqualTo(PONG);

        transport.sessions = Transport.ECHO;
        client.send("0600ff07 02");
        assertThat(client.receive()).isEqualTo("0600ff0702");
    }

    @Test
    public void datagramsAreCounted() throws IOException {
        client.send("0600ff07 c0ffee");
        client.send("060000");
        client.send("0600ff08 c0ffee");
        client.send(new byte[2048]);
        client.send(PING);
        client.receive();
        client.receive();
        transport.awaitPackets(new PacketCounts(5, 2, 3));

        transport.sessions = null;
        client.send("0600ff07 00");
        transport.awaitPackets(new PacketCounts(6, 2, 4));
    }

    @Test
    public void aReplyThatIsTooLongIsLost() throws IOException {
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> {
            reply.send(new byte[5000], 5000);
            reply.send(new byte[] {1}, 1);
        };
        client.send("0600ff07 00");
        assertThat(client.receive()).isEqualTo("0600ff0701");
    }

    @Test
    public void aReplyAfterTheSocketClosedIsLost() throws Exception {
        BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> replies.add(reply);
        client.send("0600ff07 00");
        Reply reply = replies.poll(10, TimeUnit.SECONDS);

        transport.supervisor.close();
        reply.send(new byte[] {1}, 1);

        assertThat(client.isRefused()).isTrue();
    }

    @Test
    public void eachPacketIsOneDebugLineWithoutItsContents() throws IOException {
        client.send("0600ff07 c0ffee");
        client.receive();
        client.send(PING);
        client.receive();
        assertThat(log.lines(Level.DEBUG)).contains("bmc=vm1 peer=127.0.0.1:" + client.port() + " 7 bytes received");
        assertThat(log.lines(Level.DEBUG)).noneMatch(line -> line.contains("c0ffee"));
    }
}
