package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.transport.Listeners.Outcome;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Version;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

public class ConfiguredBmcsTest {
    private final SettingsStore settings = new SettingsStore(Optional.empty(), new HandOver(new HashMap<>()));
    private final BmcRegistry registry =
            new BmcRegistry(bmc -> new Unpublished(), settings, new FakeMachineDirectory(), Version.emptyVersion);
    private final Fleets fleets = new Fleets(
            bmc -> new Unpublished(),
            registry,
            settings,
            new FakeMachineDirectory(),
            Path.of("there", "are", "no", "fleets"),
            Version.emptyVersion);
    private final ConfiguredBmcs directory = new ConfiguredBmcs(registry, fleets);

    @Before
    public void configure() {
        configure("vm1", "1");
        configure("vm2", "2");
        configure("vm3", "x");
    }

    @After
    public void stop() {
        fleets.close();
        settings.close();
    }

    @Test
    public void aBmcIsListeningWhenItsSocketIsOpenAndFailedWhenItCannotBe() {
        Map<String, Outcome> outcomes = Map.of("vm1", Outcome.OPEN, "vm2", new Outcome("port in use"));
        directory.listeners = bmc -> Optional.ofNullable(outcomes.get(bmc.name()));

        assertThat(statuses())
                .containsExactly(
                        "vm1 LISTENING ",
                        "vm2 FAILED port in use",
                        "vm3 FAILED /config/org.ipmibridge.virtual.bmc-vm3.cfg: port = x:"
                                + " must be a whole number, 1 to 65535");
    }

    @Test
    public void aBmcIsStartingUntilTheTransportSaysMore() {
        assertThat(statuses().subList(0, 2)).containsExactly("vm1 STARTING ", "vm2 STARTING ");
        directory.listeners = bmc -> Optional.empty();
        assertThat(statuses().subList(0, 2)).containsExactly("vm1 STARTING ", "vm2 STARTING ");
    }

    @Test
    public void aConfigurationThatIsOnItsWayIsListedAsStarting() {
        directory.configurations = configurations(Configs.pid("vm1"), Configs.pid("vm0"));
        assertThat(statuses().subList(0, 2)).containsExactly("vm0 STARTING ", "vm1 STARTING ");
    }

    @Test
    public void onlyARunningBmcIsFound() {
        assertThat(directory.find("vm1")).map(Bmc::name).contains("vm1");
        assertThat(directory.find("vm3")).isEmpty();
    }

    private List<String> statuses() {
        return directory.statuses().stream().map(ConfiguredBmcsTest::text).toList();
    }

    private static String text(BmcStatus status) {
        assertThat(status.bmc().isPresent())
                .isNotEqualTo(status.name().equals("vm3") || status.name().equals("vm0"));
        return status.name() + " " + status.state() + " " + status.reason();
    }

    private void configure(String name, String port) {
        Map<String, String> properties = Configs.file(name, "port", port);
        registry.configure(Configs.pid(name), Configs.config(properties), properties);
    }

    private static ConfigurationAdmin configurations(String... pids) {
        Configuration[] found = new Configuration[pids.length];
        for (int i = 0; i < pids.length; i++) {
            String pid = pids[i];
            found[i] = proxy(Configuration.class, pid);
        }
        return proxy(ConfigurationAdmin.class, found);
    }

    /** Answers every question with the same value. */
    private static <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                ConfiguredBmcsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
    }

    private static final class Unpublished implements BmcPublisher.Publication {
        @Override
        public void changed() {}

        @Override
        public void withdraw() {}
    }
}
