package org.ipmibridge.rmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RmcpTransportTest {
    private static final PacketHandler ECHO = (bmc, peer, buffer, offset, length, reply) ->
            reply.send(Arrays.copyOfRange(buffer, offset, offset + length), length);

    private final InetSocketAddress address;
    private final FakeBmc vm1;
    private volatile PacketHandler handler = ECHO;
    private Supervisor transport;
    private Client client;

    public RmcpTransportTest() throws IOException {
        address = Client.free("127.0.0.1");
        vm1 = new FakeBmc("vm1").withEndpoint(address);
    }

    @Before
    public void listen() throws IOException {
        transport =
                new Supervisor(TransportConfig.DEFAULT, new RmcpReceiver(() -> handler), new LoopbackRule(() -> null));
        transport.add(vm1);
        client = new Client(address);
        client.ask("0600ff06 000011be 80000000");
    }

    @After
    public void close() {
        client.close();
        transport.close();
    }

    @Test
    public void aPingIsAnsweredWithAPongOfTheSameTag() throws IOException {
        client.send("0600ff06 000011be 805a0000");
        assertThat(client.receive()).isEqualTo("0600ff06000011be405a0010000011be0000000081000000" + "00000000");
    }

    @Test
    public void anIpmiPacketReachesTheSessionLayerAndItsReplyComesBack() throws IOException {
        client.send("0600ff07 06c0ffee");
        assertThat(client.receive()).isEqualTo("0600ff0706c0ffee");
    }
}
