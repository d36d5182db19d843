package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.testkit.FakeMachine;
import org.junit.Test;

/** Machines, names and addresses that more than one BMC could have. */
public final class FleetConflictsTest extends FleetsCase {
    @Test
    public void aMachineWithAFileOfItsOwnIsLeftOut() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        machines.bind("own", new FakeMachine("web01", "1").withHypervisor("vc1"));
        single("own", "port", "9000", "machine", "web01");
        awaitEvent("own published at 9000");
        configure("web", "ports", "7000-7009");
        awaitEvent("web02 published at 7000");
        assertThat(published).doesNotContainKey("web01");

        singles.remove(Configs.pid("own"));
        awaitEvents("own withdrawn", "web01 published at 7001");
    }

    @Test
    public void aMachineThatHadAFileOfItsOwnUnderItsOwnNameHasItsNameAndAddressAgain() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        machines.bind("web01", new FakeMachine("web01", "1").withHypervisor("vc1"));
        single("web01", "port", "9000");
        awaitEvents("web01 published at 9000", "web01 withdrawn");
        singles.remove(Configs.pid("web01"));
        awaitEvents("web01 withdrawn", "web01 published at 7000");
        assertThat(events).isEmpty();
    }

    @Test
    public void aBmcKeepsItsNameForItsMachineAsLongAsNobodySaysWhetherAFileOfThatNameIsOfTheSame() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");
        hypervisor.setSilent(true);

        single("web01", "port", "9000");
        awaitEvents("web01 published at 9000", "web01 withdrawn");
        await(() -> problems()
                .equals(List.of(
                        WEB + ": another BMC is called web01, and hypervisor vc1 cannot say whether it is of the"
                                + " same machine")));

        hypervisor.setSilent(false);
        tell();
        awaitEvent("web01-2 published at 7000");
        await(() -> problems().isEmpty());
    }

    @Test
    public void aSingleBmcTakesAFleetsAddressAndTheFleetSaysSo() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        single("x", "port", "7000");
        awaitEvents("x published at 7000", "web01 withdrawn");
        await(() -> problems().equals(List.of(WEB + ": 127.0.0.1:7000 of BMC web01 is in use by BMC x")));
        assertThat(directory().statuses())
                .anyMatch(status -> status.name().equals("web01") && status.state() == BmcStatus.State.FAILED);

        singles.remove(Configs.pid("x"));
        awaitEvents("x withdrawn", "web01 published at 7000");
        await(() -> problems().isEmpty());
    }

    @Test
    public void theFirstOfOverlappingFleetsHasTheMachineAndTheOtherSaysSo() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "db01");
        hypervisor.setSilent(true);
        configure("web", "ports", "7000-7009");
        configure("all", "name", "web*", "ports", "8000-8009");
        hypervisor.setSilent(false);
        tell();

        awaitEvents("db01 published at 7000", "web01 published at 8000");
        await(() -> problems().equals(List.of(WEB + ": 1 of its machines are in fleet all, and stay there")));
    }

    @Test
    public void aFleetThatComesBackTakesNoAddressFromOneThatRuns() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        hypervisor.put("3", "db01");
        hypervisor.put("4", "db02");
        configure("a", "name", "web*", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");
        hypervisor.remove("2");
        tell();
        awaitEvent("web02 withdrawn");
        fleets.remove(FleetConfiguration.PID + "~a");
        awaitEvent("web01 withdrawn");
        configure("b", "name", "db*", "ports", "7000-7009");
        awaitEvents("db01 published at 7000", "db02 published at 7001");

        configure("a", "name", "web*", "ports", "7000-7009");
        await(() -> problems()
                .equals(List.of(WEB.replace("web", "a") + ": 127.0.0.1:7000 of BMC web01 is in use by fleet b")));
        hypervisor.put("5", "web03");
        tell();
        awaitEvent("web03 published at 7002");
        assertThat(events).isEmpty();
        assertThat(published).containsOnlyKeys("db01", "db02", "web03");
    }

    @Test
    public void aMachineThatMovesToAnotherAddressKeepsItsBmcMeanwhile() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        configure("web", "ports", "7100-7109");
        awaitEvent("web01 changed at 7100");
        assertThat(events).isEmpty();
    }

    @Test
    public void aMachineWithoutAnAddressHasNoneForAMomentEither() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        configure("web", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");
        configure("web", "ports", "7000");
        awaitEvent("web02 withdrawn");

        single("own", "port", "9000");
        awaitEvent("own published at 9000");
        hypervisor.put("3", "web03");
        tell();
        await(() -> problems().toString().contains("2 machines have no BMC"));
        assertThat(events).isEmpty();
    }

    @Test
    public void machinesBeyondTheRangeAreAProblem() throws Exception {
        for (int i = 1; i <= 5; i++) {
            hypervisor.put("" + i, "web0" + i);
        }
        configure("web", "ports", "7000");
        awaitEvent("web01 published at 7000");

        await(() -> problems()
                .equals(List.of(WEB + ": ports: 4 machines have no BMC, because all 1 addresses are in use:"
                        + " web02, web03, web04, ...")));
    }
}
