package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.FakeHypervisor;
import org.ipmibridge.virtual.bmc.fleet.AssignmentFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Version;

/** What one fleet says of itself. */
public final class FleetTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Instant now = Instant.EPOCH;

    @Test
    public void aFleetWithoutBmcsSaysWhichHypervisorsItWaitsFor() {
        Fleet fleet = fleet("hypervisor", "vcentre2, vc1, vcentre1", "ports", "7000");
        assertThat(fleet.notRunning()).extracting(BmcStatus::reason).containsExactly("");

        look(fleet, new FakeHypervisor("vc1"));
        assertThat(fleet.notRunning())
                .extracting(status -> status.name() + " " + status.state() + " " + status.reason())
                .containsExactly("fleet web STARTING waits for hypervisor vcentre1, vcentre2");
    }

    @Test
    public void aHypervisorThatIsNamedAndNotThereIsAProblemWhenItHasHadTheTimeToCome() {
        Fleet fleet = fleet("hypervisor", "vc1, vcentre1", "ports", "7000");
        look(fleet, new FakeHypervisor("vc1"));
        assertThat(problems(fleet)).isEmpty();
        assertThat(fleet.isStuck()).isTrue();

        now = now.plus(AbsentHypervisors.PATIENCE);
        look(fleet, new FakeHypervisor("vc1"));
        assertThat(problems(fleet))
                .containsExactly("/config/org.ipmibridge.virtual.bmc.fleet-web.cfg: hypervisor: there is no hypervisor"
                        + " vcentre1");
        assertThat(fleet.isStuck()).isFalse();

        look(fleet, new FakeHypervisor("vc1"), new FakeHypervisor("vcentre1"));
        assertThat(problems(fleet)).isEmpty();
    }

    @Test
    public void aHypervisorWhoseBundleIsReplacedIsNoProblem() {
        Fleet fleet = fleet("hypervisor", "vc1", "ports", "7000");
        for (int i = 0; i < 3; i++) {
            look(fleet, new FakeHypervisor("vc1"));
            now = now.plus(Duration.ofHours(1));
            look(fleet);
            now = now.plus(AbsentHypervisors.PATIENCE.minusMillis(1));
            look(fleet);
            assertThat(problems(fleet)).isEmpty();
        }
    }

    private void look(Fleet fleet, Hypervisor... hypervisors) {
        FleetRound round =
                new FleetRound(List.of(hypervisors), new SingleBmcs(Map.of(), Set.of(), Set.of()), true, now);
        round.begin();
        fleet.plan(round);
    }

    private static List<String> problems(Fleet fleet) {
        return fleet.problems().map(Problem::text).toList();
    }

    private Fleet fleet(String... keysAndValues) {
        Fleet fleet = new Fleet(
                "web",
                new AssignmentFile(folder.getRoot().toPath().resolve("web.assignments")),
                new FleetBmcs("web", bmc -> null, config -> null, bmc -> {}));
        Map<String, String> properties = Configs.fleetFile("web", keysAndValues);
        fleet.read()
                .accept(
                        properties,
                        reader -> FleetConfig.of(Configs.fleetConfig(properties), reader, "web", Version.emptyVersion));
        return fleet;
    }
}
