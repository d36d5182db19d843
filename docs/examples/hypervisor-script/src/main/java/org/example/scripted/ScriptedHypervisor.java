package org.example.scripted;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Machines that are switched and asked by commands of the operating system; one hypervisor for each configuration file. A wrong edit changes
 * nothing and is a problem that {@code bmc:problems} shows. Thread-safe.
 */
@Component(
        configurationPid = "org.example.hypervisor.script",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
public final class ScriptedHypervisor implements Hypervisor, ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptedHypervisor.class);

    /** The keys of the file and their defaults; an underscore here is a dot there. */
    @interface Config {
        String name() default "";

        String machines() default "";

        String on() default "";

        String off() default "";

        String cycle() default "";

        String reset() default "";

        String soft() default "";

        String status() default "";

        String status_on() default "on";

        String status_off() default "off";

        String bootdev() default "";

        long timeout() default 10_000;

        int threads() default 4;
    }

    private final LastGood<Rack> rack = new LastGood<>(LOG, ConfigReader.keys(Config.class), null);

    /** Called by the framework. */
    @Activate
    public ScriptedHypervisor(Config config, Map<String, Object> properties) {
        modified(config, properties);
    }

    @Modified
    void modified(Config config, Map<String, Object> properties) {
        Rack before = rack.get();
        rack.accept(properties, reader -> new Rack(Settings.read(config, reader)));
        if (before != null && before != rack.get()) {
            before.close();
        }
    }

    @Deactivate
    void deactivate() {
        rack().ifPresent(Rack::close);
    }

    @Override
    public String name() {
        return rack().map(Rack::name).orElse("scripted");
    }

    @Override
    public List<Machine> machines() {
        return rack().map(Rack::machines).orElse(List.of());
    }

    @Override
    public Optional<Machine> find(String machine) {
        Rack now = rack().orElseThrow(
                        () -> new HypervisorUnavailableException("this hypervisor has no valid configuration yet"));
        return now.machines().stream().filter(it -> it.name().equals(machine)).findFirst();
    }

    @Override
    public List<Problem> problems() {
        return rack.problems();
    }

    /** None as long as the configuration was never right: then there are no machines, and none is pretended. */
    private Optional<Rack> rack() {
        return Optional.ofNullable(rack.get());
    }
}
