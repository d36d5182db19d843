package org.ipmibridge.config.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.Properties;
import org.ipmibridge.runtime.api.problem.Problem;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class LogSettingsTest {
    private static final String FILE = "/config/org.ops4j.pax.logging.cfg";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path copy;
    private LogSettings settings;

    @Before
    public void make() {
        copy = folder.getRoot().toPath().resolve("logging.properties");
        settings = new LogSettings(Optional.of(copy));
    }

    @Test
    public void whatIsRightIsCopiedForLogback() throws Exception {
        give("level", "debug", "file.size", "10MB", "file.count", "5", "my.own", "x");
        assertThat(inForce("level")).isEqualTo("debug");
        assertThat(inForce("my.own")).isEqualTo("x");
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    public void whatIsWrongIsToldAndTheLastGoodCopyStays() throws Exception {
        give("level", "DEBUG");
        refuses("level", "LOUD", "must be ERROR, WARN, INFO, DEBUG, TRACE or OFF");
        refuses("console.level", "1", "must be ERROR, WARN, INFO, DEBUG, TRACE or OFF");
        refuses("file.size", "big", "must be a number with KB, MB or GB after it");
        refuses("file.count", "0", "must be a whole number, 1 to 20");
        assertThat(inForce("level")).isEqualTo("DEBUG");

        give("level", "WARN");
        assertThat(settings.problems()).isEmpty();
        assertThat(inForce("level")).isEqualTo("WARN");
    }

    @Test
    public void aSuccessorGoesOnWithTheLastGoodCopy() throws Exception {
        give("level", "DEBUG");
        settings = new LogSettings(Optional.of(copy));
        give("level", "LOUD");
        assertThat(inForce("level")).isEqualTo("DEBUG");
    }

    private void refuses(String key, String value, String reason) {
        give(key, value);
        assertThat(settings.problems())
                .extracting(Problem::text)
                .containsExactly(FILE + ": " + key + " = " + value + ": " + reason);
    }

    private void give(String... keysAndValues) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("service.pid", LogSettings.PID);
        properties.put("felix.fileinstall.filename", "file:" + FILE);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        settings.modifyConfiguration(null, properties);
    }

    private String inForce(String key) throws IOException {
        Properties text = new Properties();
        text.load(Files.newBufferedReader(copy));
        return text.getProperty(key);
    }
}
