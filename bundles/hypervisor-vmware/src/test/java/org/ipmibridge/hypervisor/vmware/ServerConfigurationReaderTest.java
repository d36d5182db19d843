package org.ipmibridge.hypervisor.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.junit.Test;

public final class ServerConfigurationReaderTest {
    private static final String FINGERPRINT = "ab".repeat(32);

    @Test
    public void aShortConfigurationIsCompletedWithDefaults() {
        Settings settings = read(Map.of());

        assertThat(settings.server().name()).isEqualTo("vmware");
        assertThat(settings.server().url()).isEqualTo(URI.create("https://vcenter.example.org/sdk"));
        assertThat(settings.server().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.server().requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.server().taskTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.scope().paths()).isEmpty();
        assertThat(settings.iso()).isEmpty();
        assertThat(settings.restoreDelay()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    public void eachKeyIsRead() {
        Settings settings = read(Map.of(
                "name", "lab",
                "url", "https://[::1]:8989/sdk/",
                "timeout.task", "1000",
                "threads", "2",
                "scope", "DC0/vm/a, DC1",
                "iso", "rescue.iso",
                "iso.datastore", "[ds1]",
                "iso.folder", "/iso/",
                "boot.restore.delay", "0"));

        assertThat(settings.server().url()).isEqualTo(URI.create("https://[::1]:8989/sdk"));
        assertThat(settings.server().threads()).isEqualTo(2);
        assertThat(settings.scope().paths()).containsExactly("DC0/vm/a", "DC1");
        assertThat(settings.iso()).hasToString("Optional[[ds1] iso/rescue.iso]");
        assertThat(settings.restoreDelay()).isZero();
    }

    @Test
    public void aWrongValueIsRefusedWithFileKeyValueAndReason() {
        refused("url", "", "url = : must be https://host[:port][/sdk]");
        refused("url", "http://vcenter", "url = http://vcenter: must be https://");
        refused("url", "https://vcenter/ui", "url = https://vcenter/ui: must be https://");
        refused("url", "https://a b", "url = https://a b: must be https://");
        refused("user", " ", "user = : must be set");
        refused(".password", "", ".password: is missing");
        refused("trust.fingerprint", "abc", "trust.fingerprint = abc: ");
        refused("trust.pem", "/no/such/file", "trust.pem = /no/such/file: must be empty");
        refused("timeout.request", "soon", "timeout.request = soon: must be a whole number of milliseconds");
        refused("timeout.request", "0", "timeout.request = 0: must be at least 100");
        refused("threads", "many", "threads = many: must be a whole number from 1 to 64");
        refused("threads", "65", "threads = 65: must be a whole number from 1 to 64");
        refused("iso", "rescue.iso", "iso = rescue.iso: must be [datastore] path");
        refused("iso.folder", "iso", "iso.folder = iso: must be empty where iso.datastore is");
        refused("boot.restore.delay", "-1", "boot.restore.delay = -1: must be a whole number");
        refused("name", "a/b", "name = a/b: must be 1 to 80");
    }

    @Test
    public void aFileThatCannotBeReadIsRefused() {
        Map<String, String> values = with(Map.of("trust.fingerprint", "", "trust.pem", "/no/such/file"));
        assertThatThrownBy(() -> ServerConfigurationReader.read(
                        Configurations.server(values), new ConfigReader(Configurations.properties(values))))
                .hasMessageStartingWith("lab.cfg: trust.pem = /no/such/file: cannot be read");
    }

    @Test
    public void noSecretIsShown() {
        Settings settings = read(Map.of());
        assertThat(settings.toString()).doesNotContain("sesame");
        refused("url", "https://me:sesame@vcenter", "url: must have no user in it");
        refused("url", "https://me:ses^sesame@vcenter", "url: must have no user in it");
        refused("url", "https://me:sesame@v_center", "url: must have no user in it");
        refused("url", "me:sesame@vcenter", "url: must have no user in it");
    }

    private static void refused(String key, String value, String message) {
        Map<String, String> values = with(Map.of(key, value));
        assertThatThrownBy(() -> ServerConfigurationReader.read(
                        Configurations.server(values), new ConfigReader(Configurations.properties(values))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lab.cfg: " + message)
                .hasMessageNotContaining("sesame");
    }

    private static Settings read(Map<String, String> changes) {
        Map<String, String> values = with(changes);
        return ServerConfigurationReader.read(
                Configurations.server(values), new ConfigReader(Configurations.properties(values)));
    }

    private static Map<String, String> with(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "url",
                "https://vcenter.example.org",
                "user",
                "oper",
                ".password",
                "sesame",
                "trust.fingerprint",
                FINGERPRINT));
        values.putAll(changes);
        return values;
    }
}
