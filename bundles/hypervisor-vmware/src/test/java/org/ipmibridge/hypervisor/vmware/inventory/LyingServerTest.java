package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import org.ipmibridge.hypervisor.vmware.fake.Behaviour;
import org.ipmibridge.hypervisor.vmware.fake.FakeVm;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.ipmibridge.hypervisor.vmware.session.Servers;
import org.ipmibridge.hypervisor.vmware.session.VimSession;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A server whose answers to the long poll make no sense. */
public final class LyingServerTest {
    private static final String NONSENSE = "<returnval><version>7</version><filterSet>"
            + "<filter type=\"PropertyFilter\">f</filter><objectSet><kind>modify</kind></objectSet></filterSet></returnval>";

    private final LogRecorder log = new LogRecorder("org.ipmibridge.hypervisor.vmware");
    private final FakeVsphere server = FakeVsphere.create();
    private final FakeVm web = server.addVm("web01");
    private final VimSession session = new VimSession(Servers.settings(server));
    private final Inventory inventory = new Inventory("liar", session, Scope.ALL);

    @Before
    public void follow() throws Exception {
        inventory.start();
        Follower.await("all is known", () -> inventory.age().isPresent());
    }

    @After
    public void close() {
        inventory.close();
        session.close();
        server.close();
        log.close();
    }

    @Test
    public void updatesOfNothingAreComplainedOfOnceAndEndWithTheLies() throws Exception {
        server.always("WaitForUpdatesEx", Behaviour.returning(NONSENSE));
        web.power("poweredOn");
        int before = server.calls("WaitForUpdatesEx");
        Follower.await("five more attempts", () -> server.calls("WaitForUpdatesEx") > before + 5);

        assertThat(inventory.age()).isEmpty();
        assertThat(lines(Level.ERROR)).isEmpty();
        assertThat(lines(Level.WARN)).singleElement().asString().contains("makes no sense");
        server.always("WaitForUpdatesEx", Behaviour.normal());
        Follower.await("it is followed again", () -> inventory.age().isPresent());
    }

    @Test
    public void aServerThatTellsAllAndThenOnlyNonsenseIsNotAskedForAllWithoutPause() throws Exception {
        Behaviour nonsense = Behaviour.returning(NONSENSE);
        server.always("WaitForUpdatesEx", call -> (call.argument("version").isEmpty() ? Behaviour.normal() : nonsense)
                .on(call));
        web.power("poweredOn");
        int before = server.calls("CreatePropertyCollector");
        long start = System.nanoTime();
        Follower.await("five more attempts", () -> server.calls("CreatePropertyCollector") > before + 5);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1500));
        assertThat(lines(Level.INFO))
                .filteredOn(line -> line.contains("not followed any more"))
                .hasSize(1);
    }

    /** Of this server only: those of the tests before may still end. */
    private List<String> lines(Level level) {
        return log.lines(level).stream()
                .filter(line -> line.startsWith("hypervisor liar: "))
                .toList();
    }
}
