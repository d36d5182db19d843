package org.ipmibridge.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The properties a framework is started with. */
final class FrameworkProperties {
    /** Milliseconds since the epoch at which the operator started the bridge; a system property of the start script. */
    static final String STARTED = "org.ipmibridge.started.millis";
    /** The absolute configuration directory. */
    static final String CONFIG = "org.ipmibridge.config";
    /** The absolute data directory. */
    static final String DATA = "org.ipmibridge.data";
    /** The absolute directory whose jars become bundles. */
    static final String DEPLOY = "org.ipmibridge.deploy";
    /** The absolute path of the socket that the shell listens on. */
    static final String SHELL_SOCKET = "org.ipmibridge.shell.socket";

    /** The start level at which everything runs. */
    static final int RUNNING = 100;

    private static final String LOGBACK = "org.ipmibridge.logback";
    private static final String LOGGING = "org.ipmibridge.logging";
    private static final String FILEINSTALL = "felix.fileinstall.";
    /** PIDs of which there is one configuration: a file with a name after it must not take the place of the right one. */
    private static final String SINGLE =
            "org\\.ipmibridge\\.(rmcp\\.transport|ipmi\\.session|commands\\.chassis|bundle\\.deployer|audit|metrics)";

    private static final String INTERPOLATION = "org.apache.felix.configadmin.plugin.interpolation";
    private static final String PAX_LOGGING = "org.ops4j.pax.logging.";

    private final Map<String, String> properties = new HashMap<>();

    /**
     * The properties of a start.
     *
     * @param logging the copy of the log's levels and sizes
     */
    FrameworkProperties(Distribution distribution, ConfigDirectory config, Path data, Path shellSocket, Path logging) {
        framework(data);
        bridge(config, data, shellSocket);
        files(config, data);
        logging(distribution, config, logging);
    }

    /**
     * A cache that survives a start makes bundles stay uninstalled or unstarted; so it does not survive. The framework makes it anew for everybody
     * to read, and Config Admin copies configurations into it: hence the directory around it, which is the bridge's user's.
     */
    private void framework(Path data) {
        properties.put("org.osgi.framework.storage", cache(data).toString());
        properties.put("org.osgi.framework.storage.clean", "onFirstInit");
        properties.put("org.osgi.framework.startlevel.beginning", Integer.toString(RUNNING));
        properties.put("felix.log.level", "0");
        // Of Event Admin's thirty threads a handful has something to do.
        properties.put("org.apache.felix.eventadmin.ThreadPoolSize", "4");
        // This handler only puts a line in a queue. A busy machine must not have it banned for ever as one that takes
        // too long.
        properties.put("org.apache.felix.eventadmin.IgnoreTimeout", "org.ipmibridge.audit.BridgeEvents");
    }

    private static Path cache(Path data) {
        return data.resolve("cache").resolve("framework");
    }

    private void bridge(ConfigDirectory config, Path data, Path shellSocket) {
        properties.put(CONFIG, config.path().toString());
        properties.put(DATA, data.toString());
        properties.put(DEPLOY, data.resolve("deploy").toString());
        properties.put(SHELL_SOCKET, shellSocket.toString());
        properties.put(STARTED, System.getProperty(STARTED, Long.toString(System.currentTimeMillis())));
    }

    /**
     * One direction only, from the files to Config Admin: were configurations saved to their files, an edit made at that moment would be
     * lost. The first scan is done while File Install starts, so that each component starts with its configuration.
     */
    private void files(ConfigDirectory config, Path data) {
        properties.put(FILEINSTALL + "dir", config.path().toString());
        properties.put(FILEINSTALL + "poll", "500");
        properties.put(FILEINSTALL + "noInitialDelay", "true");
        // The kernel's events say nothing of what a link leads to, and containers swap links.
        properties.put(FILEINSTALL + "disableNio2", "true");
        properties.put(FILEINSTALL + "enableConfigSave", "false");
        properties.put(FILEINSTALL + "subdir.mode", "skip");
        properties.put(FILEINSTALL + "filter", "(?!" + SINGLE + "-).*\\.cfg");
        properties.put(
                FILEINSTALL + "tmpdir", cache(data).resolve("fileinstall").toString());
        properties.put(FILEINSTALL + "active.level", "0");
        properties.put(FILEINSTALL + "log.level", "3");
        properties.put("felix.cm.config.plugins", INTERPOLATION);
        properties.put(
                INTERPOLATION + ".secretsdir", config.path().resolve("secrets").toString());
    }

    /**
     * Without a file from the first moment on, Pax Logging prints at DEBUG, and Config Admin prints passwords at DEBUG. A configuration that
     * names the very file of the first moment is ignored; so the operator's has another name for it, and each edit has the file read again.
     * Levels and sizes are those of a copy, into which config-watcher lets only what is right.
     */
    private void logging(Distribution distribution, ConfigDirectory config, Path copy) {
        Path logback = config.logback(distribution);
        properties.put(PAX_LOGGING + "StaticLogbackFile", logback.toString());
        properties.put(PAX_LOGGING + "DefaultServiceLog.level", "ERROR");
        properties.put(LOGBACK, logback.getParent() + "/./" + logback.getFileName());
        properties.put(LOGGING, copy.toString());
    }

    Map<String, String> asMap() {
        return Map.copyOf(properties);
    }

    /** Logback and Pax Logging read system properties only. */
    void toSystem() {
        properties.forEach((key, value) -> {
            if (key.startsWith("org.ipmibridge.") || key.startsWith(PAX_LOGGING)) {
                System.setProperty(key, value);
            }
        });
    }
}
