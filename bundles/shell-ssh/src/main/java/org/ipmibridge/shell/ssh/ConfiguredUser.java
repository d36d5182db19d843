package org.ipmibridge.shell.ssh;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configuration of a shell user. */
@Component(
        service = ProblemSource.class,
        immediate = true,
        configurationPid = ConfiguredUser.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = UserConfiguration.class, factory = true)
public final class ConfiguredUser implements ProblemSource {
    /** The factory PID. */
    static final String PID = "org.ipmibridge.shell.user";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredUser.class);

    private final LastGood<SshUser> user = new LastGood<>(LOG, ConfigReader.keys(UserConfiguration.class), null);
    private final SshUsers users;
    private final String source;
    private Optional<Problem> clash = Optional.empty();

    @Activate
    public ConfiguredUser(UserConfiguration configuration, Map<String, ?> properties, @Reference SshUsers users) {
        this.users = users;
        source = new ConfigReader(properties).source();
        configure(configuration, properties);
    }

    @Modified
    void configure(UserConfiguration configuration, Map<String, ?> properties) {
        user.accept(properties, reader -> SshUser.read(configuration, reader), this::use);
    }

    @Deactivate
    void remove() {
        users.remove(this);
    }

    @Override
    public List<Problem> problems() {
        return Stream.concat(user.problems().stream(), clash().stream()).toList();
    }

    private void use(SshUser now) {
        users.put(this, now);
        clash().ifPresent(problem -> LOG.error("{}", problem.text()));
    }

    /** Looked for each time it is asked for: it comes and goes with another configuration. */
    private synchronized Optional<Problem> clash() {
        String name = user.get() == null ? "" : user.get().name();
        clash = users.isShared(this)
                ? clash.filter(known -> known.value().equals(name))
                        .or(() -> Optional.of(new Problem(
                                source,
                                "name",
                                name,
                                "another shell user has this name, so nobody of this name can log in",
                                Instant.now())))
                : Optional.empty();
        return clash;
    }
}
