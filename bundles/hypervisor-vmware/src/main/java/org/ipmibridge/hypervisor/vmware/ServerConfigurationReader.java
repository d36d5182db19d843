package org.ipmibridge.hypervisor.vmware;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.vmware.inventory.Scope;
import org.ipmibridge.hypervisor.vmware.iso.DatastorePath;
import org.ipmibridge.hypervisor.vmware.iso.IsoPlaces;
import org.ipmibridge.hypervisor.vmware.session.ServerSettings;
import org.ipmibridge.hypervisor.vmware.soap.Trust;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.problem.Problem;

/** Makes a server's settings of its configuration. */
final class ServerConfigurationReader {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int MOST_THREADS = 64;

    private final ServerConfiguration configuration;
    private final ConfigReader reader;

    private ServerConfigurationReader(ServerConfiguration configuration, ConfigReader reader) {
        this.configuration = configuration;
        this.reader = reader;
    }

    /**
     * @param reader of the same configuration as it was given, for messages
     * @throws IllegalArgumentException if a value is wrong; the message says all about it
     */
    static Settings read(ServerConfiguration configuration, ConfigReader reader) {
        return new ServerConfigurationReader(configuration, reader).read();
    }

    private Settings read() {
        String name = reader.name("name", configuration.name());
        ServerSettings server = new ServerSettings(
                name,
                url(),
                required("user", configuration.user()),
                password(),
                trust(),
                time("timeout.connect", configuration::timeout_connect),
                time("timeout.request", configuration::timeout_request),
                time("timeout.task", configuration::timeout_task),
                threads());
        IsoPlaces places = places();
        return new Settings(
                server,
                new Scope(
                        reader.list(configuration.scope()),
                        reason -> Problem.of(reader.source(), reader.wrong("scope", reason), Instant.now())),
                places,
                iso(places),
                reader.millis("boot.restore.delay", configuration::boot_restore_delay),
                Connection.of(configuration));
    }

    private URI url() {
        String text = configuration.url().trim();
        if (text.contains("@")) {
            // Not shown: it may hold a secret, also where it is no URL.
            throw reader.wrongUnshown("url", "must have no user in it");
        }
        try {
            URI url = new URI(text);
            String path = url.getPath() == null ? "" : url.getPath().replaceFirst("/+$", "");
            boolean plain = url.getQuery() == null && url.getFragment() == null;
            if ("https".equalsIgnoreCase(url.getScheme())
                    && url.getHost() != null
                    && plain
                    && (path.isEmpty() || path.equals("/sdk"))) {
                return new URI("https", null, url.getHost(), url.getPort(), "/sdk", null, null);
            }
        } catch (URISyntaxException e) {
            throw reader.wrong("url", "must be https://host[:port][/sdk]");
        }
        throw reader.wrong("url", "must be https://host[:port][/sdk]");
    }

    private String password() {
        String password = configuration._password().replaceFirst("[\r\n]+$", "");
        if (password.isEmpty()) {
            throw reader.wrongUnshown(".password", "is missing");
        }
        return password;
    }

    private Trust trust() {
        String fingerprint = configuration.trust_fingerprint().trim();
        String pem = configuration.trust_pem().trim();
        if (!fingerprint.isEmpty() && !pem.isEmpty()) {
            throw reader.wrong("trust.pem", "must be empty where trust.fingerprint is set");
        }
        if (!fingerprint.isEmpty()) {
            return checked("trust.fingerprint", () -> Trust.fingerprint(fingerprint));
        }
        return pem.isEmpty() ? Trust.system() : checked("trust.pem", () -> Trust.pem(Path.of(pem)));
    }

    private Duration time(String key, LongSupplier value) {
        Duration time = reader.millis(key, value);
        if (time.compareTo(SHORTEST) < 0) {
            throw reader.wrong(key, "must be at least " + SHORTEST.toMillis() + " milliseconds");
        }
        return time;
    }

    private int threads() {
        int threads = checkedNumber("threads");
        if (threads < 1 || threads > MOST_THREADS) {
            throw reader.wrong("threads", "must be a whole number from 1 to " + MOST_THREADS);
        }
        return threads;
    }

    /** 0 for what is no number. */
    private int checkedNumber(String key) {
        try {
            return configuration.threads();
        } catch (RuntimeException e) {
            throw reader.wrong(key, "must be a whole number from 1 to " + MOST_THREADS);
        }
    }

    private IsoPlaces places() {
        String datastore = configuration
                .iso_datastore()
                .trim()
                .replaceFirst("^\\[(.*)]$", "$1")
                .trim();
        String folder = configuration.iso_folder().trim();
        if (datastore.isEmpty() && !folder.isEmpty()) {
            throw reader.wrong("iso.folder", "must be empty where iso.datastore is");
        }
        if (datastore.isEmpty()) {
            return new IsoPlaces(Optional.empty(), "");
        }
        DatastorePath place = checked("iso.folder", () -> new DatastorePath(datastore, folder));
        return new IsoPlaces(Optional.of(place.datastore()), place.path());
    }

    private Optional<DatastorePath> iso(IsoPlaces places) {
        String text = configuration.iso().trim();
        return text.isEmpty() ? Optional.empty() : Optional.of(checked("iso", () -> places.resolve(text)));
    }

    private String required(String key, String value) {
        if (value.isBlank()) {
            throw reader.wrong(key, "must be set");
        }
        return value.trim();
    }

    private <T> T checked(String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw reader.wrong(key, e.getMessage());
        }
    }
}
