package org.ipmibridge.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.api.observe.Happening;
import org.ipmibridge.ipmi.api.observe.Recorder;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what happens, in a file and at a syslog server. */
@Component(
        service = {Recorder.class, ProblemSource.class, AuditTrail.class},
        immediate = true,
        configurationPid = "org.ipmibridge.audit")
@Designate(ocd = AuditTrail.Config.class)
public final class AuditTrail implements Recorder, ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final String DATA = "org.ipmibridge.data";
    private static final CompletionStage<?> DONE = CompletableFuture.completedFuture(null);

    /** What can be configured. */
    @ObjectClassDefinition(name = "Audit", description = "The record of who did what to which machine.")
    public @interface Config {
        @AttributeDefinition(name = "Enabled", description = "Whether anything is recorded.")
        String enabled() default "true";

        @AttributeDefinition(
                name = "File",
                description = "The file; a relative path is relative to the data directory.")
        String file() default "audit/audit.jsonl";

        @AttributeDefinition(name = "Size of a file", description = "From which on it is put aside: 4KB or more.")
        String file_size() default "10MB";

        @AttributeDefinition(
                name = "Files",
                description = "How many are kept, the current one included.",
                min = "2",
                max = "1000")
        int file_count() default 10;

        @AttributeDefinition(name = "Daily", description = "Whether a file is put aside at midnight UTC too.")
        String file_daily() default "false";

        @AttributeDefinition(
                name = "Synchronise",
                description =
                        "When the disk must have the lines. The operating system has them before each answer in any case.",
                options = {
                    @Option(label = "never", value = "none"),
                    @Option(label = "each interval", value = "interval"),
                    @Option(label = "before each answer", value = "always")
                })
        String sync() default "interval";

        @AttributeDefinition(
                name = "Interval",
                description = "Milliseconds between two times.",
                min = "10",
                max = "3600000")
        int sync_interval_millis() default 1000;

        @AttributeDefinition(
                name = "Queue",
                description = "How many lines wait while the file cannot be written; more are left out, and counted.",
                min = "100",
                max = "1000000")
        int queue_lines() default 50_000;

        @AttributeDefinition(
                name = "Failed log-ins",
                description = "How many have lines of their own each second in the long run; others are counted.",
                min = "1",
                max = "100000")
        int logins_failed_per_second() default 100;

        @AttributeDefinition(name = "Syslog server", description = "Host or host:port; empty for none.")
        String syslog_address() default "";

        @AttributeDefinition(
                name = "Protocol",
                description = "How it is reached.",
                options = {@Option(label = "UDP", value = "udp"), @Option(label = "TCP", value = "tcp")})
        String syslog_protocol() default "udp";

        @AttributeDefinition(name = "Facility", description = "A name such as authpriv, audit or local0.")
        String syslog_facility() default "authpriv";

        @AttributeDefinition(name = "Severity", description = "A name such as notice or info.")
        String syslog_severity() default "notice";
    }

    private final Path data;
    private final LastGood<Settings> settings;
    private final Trail trail;

    @Activate
    public AuditTrail(BundleContext context, Config config, Map<String, ?> properties) {
        String directory = context.getProperty(DATA);
        this.data = Path.of(directory == null ? "." : directory).toAbsolutePath();
        this.settings = new LastGood<>(LOG, ConfigReader.keys(Config.class), Settings.standard(data));
        settings.accept(properties, reader -> Settings.of(config, reader, data));
        this.trail = new Trail(
                settings.get(),
                HandOver.of(context, "org.ipmibridge.audit"),
                () -> HandOver.isPointless(context),
                context.getBundle().getVersion().toString());
    }

    @Modified
    void configure(Config config, Map<String, ?> properties) {
        if (settings.accept(properties, reader -> Settings.of(config, reader, data))) {
            trail.configure(settings.get());
        }
    }

    /** What waits is written, or left to the successor. */
    @Deactivate
    void close() {
        trail.close();
    }

    /** The file in use. */
    Path file() {
        return settings.get().file();
    }

    /** How many lines wait for the file. */
    long waitingLines() {
        return trail.waitingLines();
    }

    /** How many lines wait for the syslog server; 0 without one. */
    long waitingMessages() {
        return trail.waitingMessages();
    }

    @Override
    public CompletionStage<?> record(Happening happening) {
        if (!settings.get().enabled()) {
            return DONE;
        }
        if (happening instanceof SessionChange change && change.kind() == SessionChange.Kind.REFUSED) {
            return trail.refused(change);
        }
        return trail.add(HappeningLines.of(happening));
    }

    /** Adds a line that nobody waits for. */
    void add(String line) {
        if (settings.get().enabled()) {
            try {
                trail.add(line);
            } catch (IllegalStateException e) {
                LOG.debug("closing: {}", line);
            }
        }
    }

    @Override
    public List<Problem> problems() {
        return Stream.concat(settings.problems().stream(), trail.problems().stream())
                .toList();
    }
}
