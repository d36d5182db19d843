package org.ipmibridge.rmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.junit.Test;

public class TransportConfigTest {
    @Test
    public void anEmptyFileIsTheDefault() {
        assertThat(read(Map.of())).isEqualTo(TransportConfig.DEFAULT);
    }

    @Test
    public void everyKeyIsRead() {
        assertThat(read(Map.of("io.threads", "4", "receive.buffer.bytes", "8192", "retry.seconds", "5")))
                .isEqualTo(new TransportConfig(4, 8192, 5));
    }

    @Test
    public void aWrongValueIsRefusedWithFileKeyValueAndReason() {
        refuses("io.threads", "0", "1 to 64");
        refuses("io.threads", "65", "1 to 64");
        refuses("io.threads", "two", "1 to 64");
        refuses("receive.buffer.bytes", "1024", "4096 to 67108864");
        refuses("retry.seconds", "0", "1 to 3600");
    }

    private static void refuses(String key, String value, String range) {
        Map<String, String> properties = new HashMap<>(Map.of(key, value));
        properties.put("felix.fileinstall.filename", "file:/config/transport.cfg");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(properties))
                .withMessage("/config/transport.cfg: " + key + " = " + value + ": must be a whole number, " + range);
    }

    /** As Declarative Services does it: the text becomes a number when it is asked for. */
    private static TransportConfig read(Map<String, String> properties) {
        RmcpTransport.Config config = (RmcpTransport.Config) Proxy.newProxyInstance(
                TransportConfigTest.class.getClassLoader(),
                new Class<?>[] {RmcpTransport.Config.class},
                (proxy, method, arguments) -> {
                    String text = properties.get(method.getName().replace('_', '.'));
                    return text == null ? method.getDefaultValue() : (Object) Integer.valueOf(text);
                });
        return TransportConfig.of(config, new ConfigReader(properties));
    }
}
