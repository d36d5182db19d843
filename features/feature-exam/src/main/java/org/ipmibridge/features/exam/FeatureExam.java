package org.ipmibridge.features.exam;

import static org.ops4j.pax.exam.CoreOptions.bootDelegationPackages;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipmibridge.features.format.Feature;
import org.ipmibridge.features.format.FeatureBundle;
import org.ipmibridge.features.format.FeatureReader;
import org.ops4j.pax.exam.Option;

/**
 * The Pax Exam options that boot features as the launcher does: their bundles at their start levels, with a configuration directory that is watched.
 *
 * <p>The jars are those in {@code target/bundles}; the configuration directory is a fresh one below {@code target/exam}.
 */
public final class FeatureExam {
    private static final int RUNNING = 100;
    private static final String CONFIG = "org.ipmibridge.config";
    private static final String DEPLOY = "org.ipmibridge.deploy";
    private static final String FILEINSTALL = "felix.fileinstall.";
    private static final String INTERPOLATION = "org.apache.felix.configadmin.plugin.interpolation";

    private final List<Option> options = new ArrayList<>();
    private final Path directory;

    private FeatureExam(Path directory) {
        this.directory = directory;
    }

    /**
     * The options for these features.
     *
     * @param features the names of the feature files, without {@code .json}; each must be on the class path
     */
    public static FeatureExam of(String... features) throws IOException {
        Path target = Files.createDirectories(Path.of("target", "exam").toAbsolutePath());
        FeatureExam exam = new FeatureExam(Files.createTempDirectory(target, "boot"));
        Files.createDirectory(exam.config());
        Files.createDirectory(exam.deploy());
        for (String feature : features) {
            exam.add(read("features/" + feature + ".json"));
        }
        return exam;
    }

    /** In a test that runs in the framework: the directory of the watched configuration files. */
    public static Path configDirectory() {
        return Path.of(System.getProperty(CONFIG));
    }

    /** In a test that runs in the framework: the directory whose jars are deployed. */
    public static Path deployDirectory() {
        return Path.of(System.getProperty(DEPLOY));
    }

    /** Writes a configuration file that is there at the start. */
    public FeatureExam withConfig(String fileName, String... lines) throws IOException {
        Files.write(config().resolve(fileName), List.of(lines));
        return this;
    }

    /** All options, for a method with {@code @Configuration}. */
    public Option[] options() {
        Path data = directory.resolve("data");
        options.add(composite(
                frameworkStartLevel(RUNNING),
                bootDelegationPackages(
                        "org.ipmibridge.features.exam",
                        "org.ipmibridge.testkit.*",
                        "org.ipmibridge.ipmi.console",
                        "org.assertj.*"),
                frameworkProperty("org.osgi.framework.bundle.parent").value("app"),
                property(CONFIG, config()),
                property("org.ipmibridge.data", data),
                property(DEPLOY, deploy()),
                property(FILEINSTALL + "dir", config()),
                property(FILEINSTALL + "poll", "100"),
                property(FILEINSTALL + "noInitialDelay", "true"),
                property(FILEINSTALL + "enableConfigSave", "false"),
                property(FILEINSTALL + "filter", ".*\\.cfg"),
                property(FILEINSTALL + "tmpdir", data.resolve("tmp")),
                property("felix.cm.config.plugins", INTERPOLATION),
                property(INTERPOLATION + ".secretsdir", config().resolve("secrets")),
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("ERROR"),
                junitBundles()));
        return options.toArray(new Option[0]);
    }

    private static Option property(String key, Object value) {
        return composite(
                frameworkProperty(key).value(value.toString()),
                systemProperty(key).value(value.toString()));
    }

    private void add(Feature feature) {
        for (FeatureBundle entry : feature.bundles()) {
            Path jar = Path.of("target", "bundles", entry.id().fileName()).toAbsolutePath();
            options.add(bundle(jar.toUri().toString()).startLevel(entry.startLevel()));
        }
    }

    private static Feature read(String resource) throws IOException {
        try (InputStream in = FeatureExam.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is not on the class path");
            }
            return FeatureReader.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
        }
    }

    private Path deploy() {
        return directory.resolve("deploy");
    }

    private Path config() {
        return directory.resolve("config");
    }
}
