package org.ipmibridge.shell.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.api.observe.Recorder;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.ipmibridge.runtime.api.shell.Shell;
import org.ipmibridge.shell.ssh.server.SshListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the server as it is configured: not at all until it is switched on, and then again with other settings when they change. */
@Component(service = ProblemSource.class, immediate = true, configurationPid = SshService.PID)
@Designate(ocd = SshConfiguration.class)
public final class SshService implements ProblemSource {
    static final String PID = "org.ipmibridge.shell.ssh";

    private static final Logger LOG = LoggerFactory.getLogger(SshService.class);

    private final LastGood<SshSettings> settings =
            new LastGood<>(LOG, ConfigReader.keys(SshConfiguration.class), SshSettings.OFF);
    private final Shell shell;
    private final SshUsers users;
    private final Path directory;
    private final Recording recording = new Recording();
    private SshSettings running = SshSettings.OFF;
    /** Null while nothing runs. It is an {@link SshListener}, whose class is not loaded before it is needed. */
    private AutoCloseable server;

    private volatile Optional<Problem> failure = Optional.empty();

    @Activate
    public SshService(
            BundleContext context,
            SshConfiguration configuration,
            Map<String, ?> properties,
            @Reference Shell shell,
            @Reference SshUsers users) {
        this.shell = shell;
        this.users = users;
        String data = context.getProperty("org.ipmibridge.data");
        directory = (data == null ? context.getDataFile("").toPath() : Path.of(data)).resolve("ssh");
        configure(configuration, properties);
    }

    @Modified
    synchronized void configure(SshConfiguration configuration, Map<String, ?> properties) {
        settings.accept(properties, reader -> SshSettings.read(configuration, reader), wanted -> {
            if (!wanted.equals(running) || failure.isPresent()) {
                stop();
                running = wanted;
                start(wanted, new ConfigReader(properties).source());
            }
        });
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRecorder(Recorder recorder) {
        recording.use(recorder);
    }

    void removeRecorder(Recorder recorder) {
        recording.leave(recorder);
    }

    /** What ends with the server is still recorded. */
    @Deactivate
    void close() {
        stop();
        recording.close();
    }

    private synchronized void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (Exception e) {
                LOG.warn("the SSH server did not stop as it should", e);
            }
            server = null;
            LOG.info("SSH: stopped");
        }
    }

    @Override
    public List<Problem> problems() {
        return Stream.concat(settings.problems().stream(), failure.stream()).toList();
    }

    private void start(SshSettings wanted, String source) {
        failure = Optional.empty();
        if (!wanted.enabled()) {
            return;
        }
        try {
            server = SshListener.start(wanted, shell, users, directory, recording);
            LOG.info("SSH: listening on {}", text(wanted));
            if (!wanted.isLoopback()) {
                LOG.warn("SSH: {} can be reached from other hosts", text(wanted));
            }
        } catch (IOException e) {
            Problem problem = new Problem(
                    source, "address", text(wanted), "the SSH server cannot listen: " + e.getMessage(), Instant.now());
            LOG.error("{}", problem.text());
            failure = Optional.of(problem);
        }
    }

    private static String text(SshSettings settings) {
        String host = settings.address().getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + settings.address().getPort();
    }
}
