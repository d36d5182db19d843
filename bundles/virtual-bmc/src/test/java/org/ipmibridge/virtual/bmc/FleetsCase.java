package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Version;
import org.osgi.service.event.Event;

/** Fleets of machines that come and go, and what is published of them. */
abstract class FleetsCase {
    static final String WEB = "/config/org.ipmibridge.virtual.bmc.fleet-web.cfg";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final Map<String, Bmc> published = new ConcurrentSkipListMap<>();
    final SettingsStore settings = new SettingsStore(Optional.empty(), new HandOver(new HashMap<>()));
    final PlacedMachines hypervisor = new PlacedMachines("vc1");
    final FakeMachineDirectory machines = new FakeMachineDirectory();
    final BmcRegistry singles = new BmcRegistry(this::publish, settings, machines, Version.emptyVersion);
    Fleets fleets;

    @Before
    public void start() {
        machines.add(hypervisor);
        fleets = make();
    }

    @After
    public void stop() {
        fleets.close();
        settings.close();
    }

    Fleets make() {
        return new Fleets(
                this::publish, singles, settings, machines, folder.getRoot().toPath(), Version.emptyVersion);
    }

    ConfiguredBmcs directory() {
        return new ConfiguredBmcs(singles, fleets);
    }

    void configure(String name, String... keysAndValues) {
        Map<String, String> properties = Configs.fleetFile(name, keysAndValues);
        fleets.configure(properties.get("service.pid"), Configs.fleetConfig(properties), properties);
    }

    void single(String name, String... keysAndValues) {
        Map<String, String> properties = Configs.file(name, keysAndValues);
        singles.configure(Configs.pid(name), Configs.config(properties), properties);
    }

    void tell() {
        fleets.handleEvent(new Event("org/ipmibridge/hypervisor/INVENTORY", Map.<String, Object>of()));
    }

    List<String> problems() {
        return fleets.problems().stream().map(Problem::text).toList();
    }

    BmcPublisher.Publication publish(Bmc bmc) {
        published.put(bmc.name(), bmc);
        events.add(bmc.name() + " published at " + bmc.endpoint().getPort());
        return new BmcPublisher.Publication() {
            @Override
            public void changed() {
                events.add(bmc.name() + " changed at " + bmc.endpoint().getPort());
            }

            @Override
            public void withdraw() {
                published.remove(bmc.name());
                events.add(bmc.name() + " withdrawn");
            }
        };
    }

    void awaitEvent(String expected) throws InterruptedException {
        assertThat(events.poll(60, TimeUnit.SECONDS)).isEqualTo(expected);
    }

    /** In whatever order. */
    void awaitEvents(String... expected) throws InterruptedException {
        List<String> found = new ArrayList<>();
        while (found.size() < expected.length) {
            found.add(String.valueOf(events.poll(60, TimeUnit.SECONDS)));
        }
        assertThat(found).containsExactlyInAnyOrder(expected);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
