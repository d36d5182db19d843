package org.ipmibridge.config.watcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the levels and sizes of the log. Logback takes a wrong level for DEBUG, and says nothing; so it does not read the operator's file, but
 * a copy that this plug-in writes of what is right in it, each time before Pax Logging is given the configuration.
 */
@Component(
        service = {ConfigurationPlugin.class, ProblemSource.class},
        property = {
            ConfigurationPlugin.CM_TARGET + "=" + LogSettings.PID,
            ConfigurationPlugin.CM_RANKING + ":Integer=1000"
        },
        immediate = true)
public final class LogSettings implements ConfigurationPlugin, ProblemSource {
    static final String PID = "org.ops4j.pax.logging";

    private static final Logger LOG = LoggerFactory.getLogger(LogSettings.class);

    /** The file that Logback reads. */
    private static final String COPY = "org.ipmibridge.logging";

    private static final Set<String> LEVELS = Set.of("level", "console.level");
    private static final Pattern LEVEL = Pattern.compile("(?i)OFF|ERROR|WARN|INFO|DEBUG|TRACE");
    private static final String SIZE = "file.size";
    private static final Pattern SIZES = Pattern.compile("(?i)[1-9]\\d{0,8}\\s*([KMG]B)?");
    private static final String COUNT = "file.count";
    /** Logback keeps no more. */
    private static final int MOST_FILES = 20;

    private final Optional<Path> copy;
    private final LastGood<Map<String, String>> settings;

    @Activate
    public LogSettings(BundleContext context, @Reference ConfigurationAdmin configurations)
            throws IOException, InvalidSyntaxException {
        this(Optional.ofNullable(context.getProperty(COPY)).map(Path::of));
        Configuration[] known = configurations.listConfigurations("(service.pid=" + PID + ")");
        if (known != null) {
            // Pax Logging has it already, unchecked: this gives it to it once more, on a thread of Config Admin.
            known[0].update();
        }
    }

    LogSettings(Optional<Path> copy) {
        this.copy = copy;
        settings = new LastGood<>(LOG, Set.of(), copy.map(LogSettings::known).orElse(Map.of()));
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> target, Dictionary<String, Object> properties) {
        check(properties);
    }

    @Override
    public List<Problem> problems() {
        return settings.problems();
    }

    private synchronized void check(Dictionary<String, Object> properties) {
        Map<String, Object> ours = new HashMap<>();
        Map<String, String> all = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (key.startsWith("service.") || key.startsWith("felix.")) {
                ours.put(key, properties.get(key));
            } else {
                all.put(key, String.valueOf(properties.get(key)).strip());
            }
        }
        settings.accept(ours, reader -> checked(all, reader.source()));
        // Also what is in force already: at the start the copy is not checked yet.
        write(settings.get());
    }

    private static Map<String, String> checked(Map<String, String> all, String source) {
        ConfigReader reader = new ConfigReader(withSource(all, source));
        for (String key : LEVELS) {
            require(reader, key, LEVEL, "must be ERROR, WARN, INFO, DEBUG, TRACE or OFF");
        }
        require(reader, SIZE, SIZES, "must be a number with KB, MB or GB after it");
        if (all.containsKey(COUNT)) {
            reader.number(COUNT, () -> Integer.parseInt(reader.text(COUNT)), 1, MOST_FILES);
        }
        reader.requireReferences();
        return Map.copyOf(all);
    }

    private static Map<String, String> withSource(Map<String, String> all, String source) {
        Map<String, String> named = new HashMap<>(all);
        named.put("service.pid", source);
        return named;
    }

    private static void require(ConfigReader reader, String key, Pattern form, String reason) {
        String text = reader.text(key);
        if (!text.isEmpty() && !form.matcher(text).matches()) {
            throw reader.wrong(key, reason);
        }
    }

    /** What was in force before this bundle began: it may be an update of itself. */
    private static Map<String, String> known(Path copy) {
        Properties text = new Properties();
        try (Reader reader = Files.newBufferedReader(copy)) {
            text.load(reader);
            Map<String, String> all = new HashMap<>();
            text.stringPropertyNames()
                    .forEach(key -> all.put(key, text.getProperty(key).strip()));
            return checked(all, copy.toString());
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} holds nothing that could be in force: {}", copy, e.getMessage());
            return Map.of();
        }
    }

    private void write(Map<String, String> good) {
        if (copy.isEmpty()) {
            return;
        }
        Path part = copy.get().resolveSibling(copy.get().getFileName() + ".part");
        Properties text = new Properties();
        text.putAll(good);
        try (Writer writer = Files.newBufferedWriter(part)) {
            text.store(writer, null);
        } catch (IOException e) {
            LOG.warn("{} cannot be written, the log stays as it is: {}", part, e.toString());
            return;
        }
        try {
            Files.move(part, copy.get(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("{} cannot be written, the log stays as it is: {}", copy.get(), e.toString());
        }
    }
}
