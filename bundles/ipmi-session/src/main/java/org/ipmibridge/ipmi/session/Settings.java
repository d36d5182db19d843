package org.ipmibridge.ipmi.session;

import java.util.Map;
import org.ipmibridge.ipmi.api.config.ConfigReader;
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
        try {
            current = SessionSettings.of(config, new ConfigReader(properties));
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the {} stay in force", e.getMessage(), current == null ? "defaults" : "last settings");
        }
    }

    SessionSettings current() {
        return current;
    }
}
