package org.ipmibridge.ipmi.session;

import java.util.List;
import java.util.Map;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings in force: those of the last good configuration, or the defaults where there never was one. Thread-safe. */
@Component(
        service = {Settings.class, ProblemSource.class},
        configurationPid = "org.ipmibridge.ipmi.session")
@Designate(ocd = SessionConfig.class)
public final class Settings implements ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private final LastGood<SessionSettings> settings;

    @Activate
    public Settings(SessionConfig config, Map<String, Object> properties) {
        this(SessionSettings.DEFAULTS);
        change(config, properties);
    }

    Settings(SessionSettings initial) {
        settings = new LastGood<>(LOG, ConfigReader.keys(SessionConfig.class), initial);
    }

    @Modified
    void change(SessionConfig config, Map<String, Object> properties) {
        settings.accept(properties, reader -> SessionSettings.of(config, reader));
    }

    SessionSettings current() {
        return settings.get();
    }

    @Override
    public List<Problem> problems() {
        return settings.problems();
    }
}
