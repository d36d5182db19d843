package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

/** Fleets and the hypervisors that tell them of machines, or do not. */
public final class FleetHypervisorsTest extends FleetsCase {
    @Test
    public void anotherRunGivesTheSameAgainBeforeTheHypervisorIsReached() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        configure("web", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");
        fleets.close();

        hypervisor.setSilent(true);
        fleets = make();
        configure("web", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");

        hypervisor.remove("1");
        hypervisor.setSilent(false);
        tell();
        awaitEvent("web01 withdrawn");
    }

    @Test
    public void aHypervisorThatCannotSayTakesNothingAway() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        hypervisor.setSilent(true);
        hypervisor.remove("1");
        tell();
        int asked = hypervisor.asked();
        await(() -> hypervisor.asked() > asked + 1);
        assertThat(events).isEmpty();
        assertThat(published).containsKey("web01");
    }

    @Test
    public void aHypervisorWithAnotherNameKeepsTheBmcsOfItsMachinesAndNoOthersCome() throws Exception {
        String uuid = "420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7";
        hypervisor.put(uuid, "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        hypervisor.setName("vc2");
        tell();
        awaitEvent("web01 changed at 7000");
        hypervisor.put("2", "web02");
        tell();
        awaitEvent("web02 published at 7001");
        assertThat(published).containsOnlyKeys("web01", "web02");
        assertThat(published.get("web01").hypervisor()).isEqualTo("vc2");
        assertThat(events).isEmpty();
    }

    @Test
    public void aHypervisorThatFailsStopsNoOtherAndIsAProblem() throws Exception {
        PlacedMachines broken = new PlacedMachines("x1");
        machines.add(broken);
        hypervisor.put("1", "web01");
        for (Throwable failure : List.of(new IllegalStateException("broken"), new NoClassDefFoundError("gone"))) {
            broken.fail(failure);
            configure("web", "ports", "7000-7009");
            awaitEvent("web01 published at 7000");
            await(() -> problems().equals(List.of("hypervisor x1: cannot say which machines it has: " + failure)));

            broken.fail(null);
            tell();
            await(() -> problems().isEmpty());
            fleets.remove(FleetConfiguration.PID + "~web");
            awaitEvent("web01 withdrawn");
        }
    }

    @Test
    public void whereThereIsNoFleetNobodySaysThatAHypervisorFails() throws Exception {
        hypervisor.fail(new IllegalStateException("broken"));
        configure("web", "ports", "7000-7009");
        await(() -> !fleets.problems().isEmpty());
        fleets.remove(FleetConfiguration.PID + "~web");
        await(() -> fleets.problems().isEmpty());
    }

    @Test
    public void aRoundThatFailsEndsNoOther() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.failToTellItsName(new NoClassDefFoundError("gone"));
        configure("web", "ports", "7000-7009");
        await(() -> hypervisor.asked() > 1);

        hypervisor.failToTellItsName(null);
        awaitEvent("web01 published at 7000");
    }
}
