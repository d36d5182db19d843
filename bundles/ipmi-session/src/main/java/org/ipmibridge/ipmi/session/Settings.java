package org.ipmibridge.ipmi.session;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings in force: those of the last good configuration, or the defaults where there never was one. Thread-safe. */
@Component(service = Settings.class, configurationPid = "org.ipmibridge.ipmi.session")
@Designate(ocd = SessionConfig.class)
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final Set<String> KEYS = Arrays.stream(SessionConfig.class.getDeclaredMethods())
            .map(method -> method.getName().replace('_', '.'))
            .collect(Collectors.toUnmodifiableSet());

    private volatile SessionSettings current;

    @Activate
    public Settings(SessionConfig config, Map<String, Object> properties) {
        change(config, properties);
        if (current == null) {
            current = SessionSettings.DEFAULTS;
        }
    }

    Settings(SessionSettings settings) {
        current = settings;
    }

    @Modified
    void change(SessionConfig config, Map<String, Object> properties) {
        ConfigReader reader = new ConfigReader(properties);
        try {
            current = SessionSettings.of(config, reader);
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the {} stay in force", e.getMessage(), current == null ? "defaults" : "last settings");
        }
        List<String> unknown = reader.unknownKeys(KEYS);
        if (!unknown.isEmpty()) {
            LOG.warn("{}: no such key, it has no effect: {}", reader.source(), String.join(", ", unknown));
        }
    }

    SessionSettings current() {
        return current;
    }
}
