package org.ipmibridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SettingsTest {
    private static final String FILE = "/config/org.ipmibridge.audit.cfg";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void anEmptyFileIsTheDefault() {
        assertThat(read(Map.of())).isEqualTo(Settings.standard(data()));
    }

    @Test
    public void everyKeyIsRead() {
        Map<String, String> values = new HashMap<>(Map.of(
                "enabled", "false",
                "file", "other/trail.jsonl",
                "file.size", "4 kb",
                "file.count", "3",
                "file.daily", "true",
                "sync", "always"));
        values.putAll(Map.of(
                "sync.interval.millis", "50",
                "queue.lines", "1000",
                "logins.failed.per.second", "7",
                "syslog.address", "[::1]:1514",
                "syslog.protocol", "tcp",
                "syslog.facility", "local3",
                "syslog.severity", "info"));
        assertThat(read(values))
                .isEqualTo(new Settings(
                        false,
                        data().resolve("other/trail.jsonl"),
                        new Rotation(4096, 3, true),
                        Settings.Sync.ALWAYS,
                        Duration.ofMillis(50),
                        1000,
                        7,
                        Optional.of(new SyslogTarget("::1", 1514, true, 19, 6))));
    }

    @Test
    public void aServerWithoutAPortIsAtTheUsualOne() {
        assertThat(read(Map.of("syslog.address", "logs.example")).syslog())
                .contains(new SyslogTarget("logs.example", 514, false, 10, 5));
    }

    @Test
    public void aWrongValueIsRefusedWithFileKeyValueAndReason() throws Exception {
        refuses("enabled", "maybe", "must be true or false");
        refuses("file", " ", "must be the path of a file");
        refuses("file.size", "1KB", "must be a number with KB, MB or GB after it, at least 4KB");
        refuses("file.size", "-1", "must be a number with KB, MB or GB after it, at least 4KB");
        refuses("file.count", "1", "must be a whole number, 2 to 1000");
        refuses("sync", "often", "must be one of none, interval, always");
        refuses("syslog.address", "host:0", "its port must be 1 to 65535");
        refuses("syslog.address", ":514", "must be a host, with :port after it unless that is 514");
        refuses("syslog.protocol", "tls", "must be udp or tcp");
        refuses("syslog.facility", "mine", "must be one of kern, user");
        refuses("syslog.severity", "loud", "must be one of emerg, alert");
    }

    @Test
    public void aFileThatCannotBeOneIsRefused() throws Exception {
        Files.createDirectories(data().resolve("taken"));
        refuses("file", "taken", "it is a directory");
        Files.createFile(data().resolve("plain"));
        refuses("file", "plain/trail.jsonl", "plain");
    }

    private void refuses(String key, String value, String reason) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(FILE + ": " + key + " = " + value.strip())
                .hasMessageContaining(reason);
    }

    private Path data() {
        return folder.getRoot().toPath();
    }

    private Settings read(Map<String, String> values) {
        Map<String, Object> properties = new HashMap<>(values);
        properties.put("felix.fileinstall.filename", "file:" + FILE);
        AuditTrail.Config config = (AuditTrail.Config) Proxy.newProxyInstance(
                AuditTrail.Config.class.getClassLoader(),
                new Class<?>[] {AuditTrail.Config.class},
                (proxy, method, arguments) -> {
                    String text = values.get(method.getName().replace('_', '.'));
                    if (text == null) {
                        return method.getDefaultValue();
                    }
                    return method.getReturnType() == int.class ? Integer.valueOf(text) : text;
                });
        return Settings.of(config, new ConfigReader(properties), data());
    }
}
