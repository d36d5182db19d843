package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.ipmibridge.testkit.FakeSession;
import org.ipmibridge.testkit.FakeSessions;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Version;

public final class BmcRegistryTest {
    private static final String VM1 = "/config/org.ipmibridge.virtual.bmc-vm1.cfg";
    private static final String VM2 = "/config/org.ipmibridge.virtual.bmc-vm2.cfg";

    private final List<Bmc> published = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final SettingsStore settings = new SettingsStore(Optional.empty(), new HandOver(new HashMap<>()));
    private final BmcRegistry registry =
            new BmcRegistry(this::publish, settings, new FakeMachineDirectory(), Version.emptyVersion);
    private final LogRecorder log = new LogRecorder("org.ipmibridge.virtual.bmc");

    @After
    public void stop() {
        log.close();
        settings.close();
    }

    @Test
    public void eachConfigurationIsABmc() {
        configure("vm1", "port", "1");
        configure("vm2", "port", "2");
        assertThat(published).extracting(Bmc::name).containsExactly("vm1", "vm2");
    }

    @Test
    public void anEditTakesEffectOnTheSameBmc() {
        configure("vm1", "port", "1");
        Bmc bmc = published.get(0);
        bmc.settings().putVolatile("x.y", new byte[] {7});

        configure("vm1", "port", "2", "machine", "other");

        assertThat(events).containsExactly("vm1 published", "vm1 changed");
        assertThat(bmc.endpoint().getPort()).isEqualTo(2);
        assertThat(bmc.machine()).isEqualTo("other");
        assertThat(bmc.settings().get("x.y")).isPresent();
    }

    @Test
    public void anotherNameIsAnotherBmc() {
        configure("vm1", "port", "1");
        configure("vm1", "port", "1", "name", "web");
        assertThat(events).containsExactly("vm1 published", "vm1 withdrawn", "web published");
    }

    @Test
    public void aConfigurationTakenAwayTakesItsBmcAway() {
        configure("vm1", "port", "1");
        registry.remove(Configs.pid("vm1"));
        assertThat(published).isEmpty();
        assertThat(registry.entries()).isEmpty();
    }

    @Test
    public void aWrongConfigurationIsOneErrorLineAndNoBmc() {
        configure("vm1", "port", "0");
        configure("vm2", "port", "2");

        assertThat(published).extracting(Bmc::name).containsExactly("vm2");
        assertThat(log.lines(Level.ERROR)).containsExactly(VM1 + ": port = 0: must be a whole number, 1 to 65535");
        assertThat(entry("vm1").problem()).isEqualTo(VM1 + ": port = 0: must be a whole number, 1 to 65535");
        assertThat(entry("vm1").name()).isEqualTo("vm1");
    }

    @Test
    public void aWrongEditLeavesTheLastGoodConfigurationInForce() {
        configure("vm1", "port", "1");
        configure("vm1", "port", "x");

        assertThat(published.get(0).endpoint().getPort()).isEqualTo(1);
        assertThat(log.lines(Level.ERROR))
                .containsExactly(VM1 + ": port = x: must be a whole number, 1 to 65535;"
                        + " the settings before it stay in force");

        configure("vm1", "port", "1");
        assertThat(entry("vm1").problem()).isEmpty();
    }

    @Test
    public void ofTwoBmcsWithOneAddressTheFirstRunsAndTheOtherWaitsForIt() {
        configure("vm1", "port", "1");
        configure("vm2", "port", "1");

        assertThat(published).extracting(Bmc::name).containsExactly("vm1");
        assertThat(log.lines(Level.ERROR))
                .containsExactly(VM2 + ": port = 1: BMC vm1 in " + VM1 + " listens on 127.0.0.1:1 already");

        configure("vm1", "port", "3");
        assertThat(published).extracting(Bmc::name).containsExactly("vm1", "vm2");
        assertThat(entry("vm2").problem()).isEmpty();
    }

    @Test
    public void ofTwoBmcsWithOneNameTheFirstRunsUntilItGoes() {
        configure("vm1", "port", "1", "name", "web");
        configure("vm2", "port", "2", "name", "web");
        assertThat(published).extracting(bmc -> bmc.endpoint().getPort()).containsExactly(1);
        assertThat(log.lines(Level.ERROR))
                .containsExactly(VM2 + ": name = web: the BMC in " + VM1 + " has this name already");

        registry.remove(Configs.pid("vm1"));
        assertThat(published).extracting(bmc -> bmc.endpoint().getPort()).containsExactly(2);
    }

    @Test
    public void aConflictIsSaidOnceWhateverElseChanges() {
        configure("vm1", "port", "1");
        configure("vm2", "port", "1");
        configure("vm3", "port", "3");
        configure("vm3", "port", "4");
        assertThat(log.lines(Level.ERROR)).hasSize(1);
    }

    @Test
    public void twoBmcsCanSwapTheirPorts() {
        configure("vm1", "port", "1");
        configure("vm2", "port", "2");

        configure("vm1", "port", "2");
        configure("vm2", "port", "1");

        assertThat(published).extracting(bmc -> bmc.endpoint().getPort()).containsExactly(2, 1);
        assertThat(registry.entries()).extracting(BmcEntry::problem).containsExactly("", "");
    }

    @Test
    public void anotherNameDoesNotCostABmcItsAddress() {
        configure("vm1", "port", "1");
        configure("vm2", "port", "2");
        configure("vm1", "port", "2");

        configure("vm2", "port", "2", "name", "web");

        assertThat(published)
                .extracting(bmc -> bmc.name() + " " + bmc.endpoint().getPort())
                .containsExactly("vm1 1", "web 2");
    }

    @Test
    public void whoCannotMoveKeepsWhatAnotherWants() {
        configure("vm1", "port", "1");
        configure("vm2", "port", "2");
        configure("vm3", "port", "3");

        configure("vm1", "port", "2");
        configure("vm2", "port", "3");
        assertThat(published).extracting(bmc -> bmc.endpoint().getPort()).containsExactly(1, 2, 3);

        configure("vm3", "port", "1");
        assertThat(published).extracting(bmc -> bmc.endpoint().getPort()).containsExactly(2, 3, 1);
    }

    @Test
    public void twoBmcsCanSwapTheirNames() {
        configure("vm1", "port", "1");
        configure("vm2", "port", "2");
        configure("vm1", "port", "1", "name", "vm2");
        configure("vm2", "port", "2", "name", "vm1");

        assertThat(published)
                .extracting(bmc -> bmc.name() + " " + bmc.endpoint().getPort())
                .containsExactly("vm2 1", "vm1 2");
        assertThat(events)
                .containsExactly(
                        "vm1 published",
                        "vm2 published",
                        "vm1 withdrawn",
                        "vm2 withdrawn",
                        "vm2 published",
                        "vm1 published");
    }

    @Test
    public void aDisabledBmcIsGoneWithItsSessionsAndItsPortIsFree() {
        FakeSessions sessions = new FakeSessions();
        registry.sessions = sessions;
        configure("vm1", "port", "1");
        sessions.add(FakeSession.of("vm1", PrivilegeLevel.OPERATOR));

        configure("vm1", "port", "1", "enabled", "false");
        configure("vm2", "port", "1");

        assertThat(published).extracting(Bmc::name).containsExactly("vm2");
        assertThat(sessions.active("vm1")).isEmpty();
        assertThat(entry("vm1").disabled()).isTrue();
        assertThat(registry.problems()).isEmpty();

        configure("vm1", "port", "3", "enabled", "true");
        assertThat(published).extracting(Bmc::name).containsExactly("vm2", "vm1");
        assertThat(entry("vm1").disabled()).isFalse();
    }

    @Test
    public void whatIsWrongIsAProblemUntilItIsMended() {
        configure("vm1", "port", "1");
        configure("vm2", "port", "1");
        configure("vm3", "port", "x");
        assertThat(registry.problems())
                .extracting(Problem::source, Problem::key, Problem::value)
                .containsExactly(tuple(VM2, "port", "1"), tuple(VM2.replace("vm2", "vm3"), "port", "x"));

        configure("vm2", "port", "2");
        registry.remove(Configs.pid("vm3"));
        assertThat(registry.problems()).isEmpty();
    }

    @Test
    public void aKeyThatMeansNothingIsAWarning() {
        configure("vm1", "port", "1", "adress", "::1");
        assertThat(log.lines(Level.WARN)).containsExactly(VM1 + ": adress: no such key, it has no effect");
    }

    private BmcEntry entry(String name) {
        return registry.entries().stream()
                .filter(candidate -> candidate.pid().equals(Configs.pid(name)))
                .findFirst()
                .orElseThrow();
    }

    private void configure(String file, String... keysAndValues) {
        Map<String, String> properties = Configs.file(file, keysAndValues);
        registry.configure(Configs.pid(file), Configs.config(properties), properties);
    }

    private BmcPublisher.Publication publish(Bmc bmc) {
        String name = bmc.name();
        published.add(bmc);
        events.add(name + " published");
        return new BmcPublisher.Publication() {
            @Override
            public void changed() {
                events.add(name + " changed");
            }

            @Override
            public void withdraw() {
                published.remove(bmc);
                events.add(name + " withdrawn");
            }
        };
    }
}
