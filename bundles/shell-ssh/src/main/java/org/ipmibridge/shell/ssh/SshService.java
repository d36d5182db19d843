package org.ipmibridge.shell.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
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

/** Runs the server as it is configured: not at all until it is switched on, and then with other settings when they change. */
@Component(service = ProblemSource.class, immediate = true, configurationPid = SshService.PID)
@Designate(ocd = SshConfiguration.class)
public final class SshService implements ProblemSource {
    static final String PID = "org.ipmibridge.shell.ssh";

    private static final Logger LOG = LoggerFactory.getLogger(SshService.class);

    private final LastGood<SshSettings> settings =
            new LastGood<>(LOG, ConfigReader.keys(SshConfiguration.class), SshSettings.OFF);
    private final KeptServer server;
    private final Recording recording = new Recording();

    @Activate
    public SshService(
            BundleContext context,
            SshConfiguration configuration,
            Map<String, ?> properties,
            @Reference Shell shell,
            @Reference SshUsers users) {
        String data = context.getProperty("org.ipmibridge.data");
        Path directory = (data == null ? context.getDataFile("").toPath() : Path.of(data)).resolve("ssh");
        // The class of the listener is not loaded before it is needed.
        server = new KeptServer(
                wanted -> SshListener.start(wanted, shell, users, directory, recording),
                Executors.newSingleThreadScheduledExecutor(SshService::thread));
        configure(configuration, properties);
    }

    @Modified
    synchronized void configure(SshConfiguration configuration, Map<String, ?> properties) {
        settings.accept(
                properties,
                reader -> SshSettings.read(configuration, reader),
                wanted -> server.want(wanted, new ConfigReader(properties).source()));
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
    void stop() {
        server.close();
        recording.close();
    }

    @Override
    public List<Problem> problems() {
        return Stream.concat(settings.problems().stream(), server.problem().stream())
                .toList();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "shell-ssh-retry");
        thread.setDaemon(true);
        return thread;
    }
}
