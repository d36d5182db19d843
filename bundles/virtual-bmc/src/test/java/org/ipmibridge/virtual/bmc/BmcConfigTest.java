package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ipmibridge.ipmi.api.bmc.DeviceIdentity;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.runtime.api.problem.Problem;
import org.junit.Test;
import org.osgi.framework.Version;

public class BmcConfigTest {
    private static final String FILE = "/config/org.ipmibridge.virtual.bmc-vm1.cfg: ";

    @Test
    public void anEmptyFileIsABmcOfItsNameOnIpmisOwnPort() {
        BmcConfig config = read();

        assertThat(config.name()).isEqualTo("vm1");
        assertThat(config.endpoint()).isEqualTo(new InetSocketAddress("127.0.0.1", 623));
        assertThat(config.machine()).isEqualTo("vm1");
        assertThat(config.hypervisor()).isEmpty();
        assertThat(config.uuid()).isEmpty();
        assertThat(config.guidEncoding()).isEqualTo(GuidEncoding.IPMI);
        assertThat(config.kg()).isEmpty();
        assertThat(config.identity()).isEqualTo(new DeviceIdentity(0x20, 1, 3, 14, 0, 0));
    }

    @Test
    public void everyKeyIsRead() {
        BmcConfig config = read(
                "name",
                "web",
                "address",
                "::1",
                "port",
                "6230",
                "hypervisor",
                "esx1",
                "machine",
                "web-01",
                "uuid",
                "420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7",
                "guid.encoding",
                "SMBIOS",
                ".kg",
                "secret",
                "device.id",
                "1",
                "device.revision",
                "2",
                "firmware.major",
                "3",
                "firmware.minor",
                "4",
                "manufacturer.id",
                "5",
                "product.id",
                "6");

        assertThat(config.name()).isEqualTo("web");
        assertThat(config.endpoint()).isEqualTo(new InetSocketAddress("::1", 6230));
        assertThat(config.hypervisor()).isEqualTo("esx1");
        assertThat(config.machine()).isEqualTo("web-01");
        assertThat(config.uuid()).contains(UUID.fromString("420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7"));
        assertThat(config.guidEncoding()).isEqualTo(GuidEncoding.SMBIOS);
        assertThat(config.kg()).contains(Secret.of("secret"));
        assertThat(config.identity()).isEqualTo(new DeviceIdentity(1, 2, 3, 4, 5, 6));
    }

    @Test
    public void addressesAreLiteralsOrHostNamesAndNoNameIsLookedUp() {
        assertThat(read("address", "192.0.2.7").endpoint()).isEqualTo(new InetSocketAddress("192.0.2.7", 623));
        assertThat(read("address", "[::1]").endpoint()).isEqualTo(new InetSocketAddress("::1", 623));
        assertThat(read("address", "0.0.0.0").endpoint().getAddress().isAnyLocalAddress())
                .isTrue();
        assertThat(read("address", "bmc-1.example").endpoint())
                .isEqualTo(InetSocketAddress.createUnresolved("bmc-1.example", 623));
    }

    @Test
    public void aWrongValueIsRefusedWithFileKeyValueAndReason() {
        refuses("port = 0: must be a whole number, 1 to 65535", "port", "0");
        refuses("port = 65536: must be a whole number, 1 to 65535", "port", "65536");
        refuses("port = ipmi: must be a whole number, 1 to 65535", "port", "ipmi");
        String address = ": must be an IPv4 or IPv6 address or a host name";
        refuses("address = 127.0.0.256" + address, "address", "127.0.0.256");
        refuses("address = 127.1" + address, "address", "127.1");
        refuses("address = a b" + address, "address", "a b");
        refuses("address = [host]" + address, "address", "[host]");
        refuses("address = " + address, "address", "");
        refuses(
                "address = 12345::1: is no IPv6 address, or of an interface that this machine lacks",
                "address",
                "12345::1");
        refuses("name = ../x: must be 1 to 63 letters, digits, dots, hyphens and underscores", "name", "../x");
        refuses("uuid = 1-2-3-4-5: must be of the form 420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7", "uuid", "1-2-3-4-5");
        refuses("guid.encoding = dce: must be ipmi, smbios or rfc4122", "guid.encoding", "dce");
        refuses("device.id = 256: must be a whole number, 0 to 255", "device.id", "256");
        refuses("device.revision = 16: must be a whole number, 0 to 15", "device.revision", "16");
        refuses("firmware.major = 128: must be a whole number, -1 to 127", "firmware.major", "128");
        refuses("firmware.minor = 100: must be a whole number, -1 to 99", "firmware.minor", "100");
        refuses("manufacturer.id = 1048576: must be a whole number, 0 to 1048575", "manufacturer.id", "1048576");
        refuses("product.id = 65536: must be a whole number, 0 to 65535", "product.id", "65536");
    }

    @Test
    public void theKeyKgIsTextOrHexadecimal() {
        assertThat(read(".kg", "0x0102ff").kg()).contains(Secret.ofPadded(new byte[] {1, 2, (byte) 0xFF}));
        assertThat(read(".kg", "01234567890123456789").kg()).map(Secret::length).contains(20);
        assertThat(read(".kg", "0x" + "00".repeat(20)).kg()).isEmpty();
    }

    @Test
    public void aWrongKeyKgIsNotShown() {
        refuses(".kg: 20 bytes are the most", ".kg", "012345678901234567890");
        refuses(".kg: 20 bytes are the most", ".kg", "0x" + "01".repeat(21));
        refuses(".kg: must be an even number of hexadecimal digits after 0x", ".kg", "0xabc");
        refuses(".kg: must be an even number of hexadecimal digits after 0x", ".kg", "0xgg");
    }

    @Test
    public void theKeyKgIsInNoText() {
        assertThat(read(".kg", "hidden").toString()).doesNotContain("hidden");
    }

    @Test
    public void withoutAFileThePidIsNamed() {
        Map<String, String> properties = Configs.file("vm1", "port", "0");
        properties.remove("felix.fileinstall.filename");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(properties))
                .withMessageStartingWith("org.ipmibridge.virtual.bmc~vm1: port = 0");
    }

    @Test
    public void twoBmcsCannotHaveOneNameOrOneAddress() {
        BmcConfig vm1 = read();
        assertThat(vm1.conflictWith(read(Configs.file("vm2", "name", "vm1", "port", "1")))
                        .map(Problem::text))
                .contains(FILE
                        + "name = vm1: the BMC in /config/org.ipmibridge.virtual.bmc-vm2.cfg has this name already");
        assertThat(vm1.conflictWith(read(Configs.file("vm2"))).map(Problem::text))
                .contains(FILE + "port = 623: BMC vm2 in /config/org.ipmibridge.virtual.bmc-vm2.cfg"
                        + " listens on 127.0.0.1:623 already");
        assertThat(vm1.conflictWith(read(Configs.file("vm2", "port", "1")))).isEqualTo(Optional.empty());
    }

    private static void refuses(String message, String key, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(key, value)).withMessage(FILE + message);
    }

    private static BmcConfig read(String... keysAndValues) {
        return read(Configs.file("vm1", keysAndValues));
    }

    private static BmcConfig read(Map<String, String> properties) {
        return Configs.read(properties, new Version(3, 14, 0));
    }
}
