package org.ipmibridge.virtual.bmc.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.junit.Test;

public final class SlotsReaderTest {
    @Test
    public void aRangeHasAllAddressesFromTheFirstToTheLastAtOnePort() {
        Slots slots = read("addresses", "10.1.0.254-10.1.1.1", "port", "6230");

        assertThat(all(slots)).isEqualTo("10.1.0.254:6230 10.1.0.255:6230 10.1.1.0:6230 10.1.1.1:6230");
    }

    @Test
    public void theLoopbackAddressesThatJavaRefusesAreLeftOut() {
        assertThat(all(read("addresses", "127.1.0.254-127.1.1.1")))
                .isEqualTo("127.1.0.254:623 127.1.1.0:623 127.1.1.1:623");
        assertThat(all(read("addresses", "127.1.0.255-127.1.1.0"))).isEqualTo("127.1.1.0:623");
        assertThat(read("addresses", "127.1.0.1-127.1.39.255").size()).isEqualTo(10_199);
        refused("has none that can be listened on", "addresses", "127.1.0.255");
    }

    @Test
    public void thePortIs623WhereNoneIsGiven() {
        assertThat(all(read("addresses", "127.1.0.1"))).isEqualTo("127.1.0.1:623");
    }

    @Test
    public void aNetworkHasItsHosts() {
        assertThat(all(read("addresses", "10.0.8.0/30"))).isEqualTo("10.0.8.1:623 10.0.8.2:623");
        assertThat(all(read("addresses", "10.0.8.4/31"))).isEqualTo("10.0.8.4:623 10.0.8.5:623");
        assertThat(all(read("addresses", "10.0.8.4/32"))).isEqualTo("10.0.8.4:623");
        assertThat(all(read("addresses", "fd00::/126")))
                .isEqualTo("[fd00:0:0:0:0:0:0:1]:623 [fd00:0:0:0:0:0:0:2]:623 [fd00:0:0:0:0:0:0:3]:623");
    }

    @Test
    public void severalPartsAreInOrderHoweverTheyAreWritten() {
        assertThat(all(read("addresses", "10.0.8.9, 9.0.0.1-9.0.0.2")))
                .isEqualTo("9.0.0.1:623 9.0.0.2:623 10.0.8.9:623");
    }

    @Test
    public void portsAreThoseOfOneAddress() {
        assertThat(all(read("ports", "10001-10002, 9000"))).isEqualTo("127.0.0.1:9000 127.0.0.1:10001 127.0.0.1:10002");
        assertThat(all(read("ports", "7", "address", "::1"))).isEqualTo("[0:0:0:0:0:0:0:1]:7");
    }

    @Test
    public void eachSlotIsFoundByItsEndpointAndNoOtherIs() {
        Slots slots = read("addresses", "127.1.0.1-127.1.39.255, fd00::10-fd00::20");

        assertThat(slots.size()).isEqualTo(40 * 255 - 1 + 17);
        IntStream.range(0, slots.size())
                .forEach(index -> assertThat(slots.indexOf(slots.at(index))).isEqualTo(index));
        assertThat(slots.indexOf(Addresses.endpoint("127.1.40.0:623"))).isEqualTo(-1);
        assertThat(slots.indexOf(Addresses.endpoint("127.1.0.0:623"))).isEqualTo(-1);
        assertThat(slots.indexOf(Addresses.endpoint("127.1.0.1:624"))).isEqualTo(-1);
        assertThat(slots.indexOf(Addresses.endpoint("[fd00::21]:623"))).isEqualTo(-1);
    }

    @Test
    public void whatIsNoPlanIsRefusedWithKeyAndReason() {
        refused("addresses: must be given, or ports");
        refused("beside addresses", "addresses", "127.1.0.1", "ports", "7");
        refused("port = 7: has no meaning beside ports", "ports", "7", "port", "7");
        refused("address = ::1: has no meaning beside addresses", "addresses", "127.1.0.1", "address", "::1");
        refused("lower address of a range first", "addresses", "127.1.0.2-127.1.0.1");
        refused("lower address of a range first", "addresses", "127.1.0.2-::1");
        refused("must be addresses such as", "addresses", "127.1.0.256");
        refused("must be addresses such as", "addresses", "localhost");
        refused("must be addresses such as", "addresses", "1.2.3.4-1.2.3.5-1.2.3.6");
        refused("10.0.8.1 is not", "addresses", "10.0.8.1/24");
        refused("no or too many", "addresses", "10.0.8.0/33");
        refused("1048576 are the most", "addresses", "10.0.0.0/8");
        refused("no or too many", "addresses", "fd00::/64");
        refused("overlap", "addresses", "10.0.8.0/24, 10.0.8.9");
        refused("overlap", "ports", "1-9, 9");
        refused("the lower one first", "ports", "9-1");
        refused("1 to 65535", "ports", "65535-65536");
        refused("1 to 65535", "ports", "x");
        refused("must be a whole number", "addresses", "10.0.8.1", "port", "0");
    }

    private static void refused(String message, String... keysAndValues) {
        assertThatThrownBy(() -> read(keysAndValues))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fleet-web.cfg")
                .hasMessageContaining(message);
    }

    private static Slots read(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of("service.pid", "fleet-web.cfg"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SlotsReader.read(new ConfigReader(properties));
    }

    private static String all(Slots slots) {
        return String.join(
                " ",
                IntStream.range(0, slots.size())
                        .mapToObj(slots::at)
                        .map(Addresses::text)
                        .toList());
    }
}
