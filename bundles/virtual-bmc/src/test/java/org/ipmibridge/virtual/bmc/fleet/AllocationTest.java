package org.ipmibridge.virtual.bmc.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.junit.Test;

public final class AllocationTest {
    private static final String UUID = "420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7";

    private final Around around = new Around();
    private final Map<MachineKey, Placement> machines = new HashMap<>();
    private Slots slots = slots("1-3");
    private Assignments assignments = new Assignments();
    private Instant now = Instant.EPOCH;
    private Allocation last;

    @Test
    public void machinesGetTheLowestPortsInTheOrderOfTheirNames() {
        machine("b");
        machine("a");

        assertThat(allocated()).isEqualTo("1=a/vc:a 2=b/vc:b");
    }

    @Test
    public void aMachineKeepsItsPortAndBmcWhenItIsRenamedAndOthersCome() {
        machine("b");
        allocated();
        machine("a");
        machines.put(key("b"), named("b", "renamed"));

        assertThat(allocated()).isEqualTo("1=b/vc:b 2=a/vc:a");
    }

    @Test
    public void aMachineThatComesBackHasItsPortAgain() {
        machine("a");
        machine("b");
        allocated();
        machines.remove(key("a"));
        assertThat(allocated()).isEqualTo("2=b/vc:b");
        machine("c");
        assertThat(allocated()).isEqualTo("2=b/vc:b 3=c/vc:c");
        machine("a");
        assertThat(allocated()).isEqualTo("1=a/vc:a 2=b/vc:b 3=c/vc:c");
    }

    @Test
    public void theLongestUnusedPortIsUsedAgainWhenThereIsNoOther() {
        for (String name : new String[] {"a", "b", "c"}) {
            machine(name);
        }
        allocated();
        for (String name : new String[] {"b", "a"}) {
            machines.remove(key(name));
            now = now.plusSeconds(1);
            allocated();
        }
        machine("d");
        assertThat(allocated()).isEqualTo("2=d/vc:d 3=c/vc:c");
        machine("b");
        assertThat(allocated()).isEqualTo("1=b/vc:b 2=d/vc:d 3=c/vc:c");
        machine("a");
        assertThat(allocated()).isEqualTo("1=b/vc:b 2=d/vc:d 3=c/vc:c");
        assertThat(last.without()).containsExactly("a");
    }

    @Test
    public void nothingIsTakenFromMachinesOfAHypervisorThatCannotSay() {
        machine("a");
        allocated();
        machines.clear();
        around.silent.add("vc");

        assertThat(allocated()).isEqualTo("1=a/vc:a");
    }

    @Test
    public void aMachineWithAUuidKeepsItsPortWhenItsHypervisorHasAnotherName() {
        machine("a", "vc", UUID);
        allocated();
        machines.clear();
        around.silent.add("vc");
        around.gone.add("vc");
        machine("a", "new", UUID);

        assertThat(allocated()).isEqualTo("1=a/new:" + UUID);
    }

    @Test
    public void whatSomebodyElseHasIsNotGivenOut() {
        around.owners.put(endpoint(1), "BMC x");
        around.names.add("a");
        machine("a");

        assertThat(allocated()).isEqualTo("2=a-2/vc:a");
    }

    @Test
    public void aBmcGivesItsNameUpForOneWithAFile() {
        machine("a");
        allocated();
        around.names.add("a");

        assertThat(allocated()).isEqualTo("1=a-2/vc:a");
    }

    @Test
    public void aMachineWithABmcOfItsOwnIsReleasedUnderTheNameThatItHadAtOnce() {
        machine("a");
        allocated();
        machines.clear();
        around.settled = false;
        around.names.add("a");
        around.own.add(key("a"));
        assertThat(allocated()).isEmpty();

        machine("a");
        around.names.clear();
        around.own.clear();
        assertThat(allocated()).isEqualTo("1=a/vc:a");
    }

    @Test
    public void aBmcGivesItsNameUpOnlyWhenItIsKnownWhoseItIs() {
        machine("a");
        allocated();
        around.names.add("a");
        around.settled = false;
        assertThat(allocated()).isEqualTo("1=a/vc:a");
        around.settled = true;
        around.silent.add("vc");
        assertThat(allocated()).isEqualTo("1=a/vc:a");
        around.silent.clear();
        assertThat(allocated()).isEqualTo("1=a-2/vc:a");
    }

    @Test
    public void namesAreReadableUniqueAndWhatABmcMayHave() {
        machine("Web 01 (old)/x", "vc", "1");
        machine("Web 01 (old)-x", "vc", "2");
        machine("***", "vc", "3");

        assertThat(allocated()).isEqualTo("1=machine/vc:3 2=Web-01-old-x/vc:2 3=Web-01-old-x-2/vc:1");
    }

    @Test
    public void longNamesAreCutAndStayUnique() {
        machine("n".repeat(80), "vc", "1");
        machine("n".repeat(80), "vc", "2");

        assertThat(allocated()).isEqualTo("1=" + "n".repeat(63) + "/vc:1 2=" + "n".repeat(61) + "-2/vc:2");
    }

    @Test
    public void anotherPlanGivesOtherPorts() {
        machine("a");
        machine("b");
        allocated();
        slots = slots("2-3");

        assertThat(allocated()).isEqualTo("2=b/vc:b 3=a/vc:a");
    }

    @Test
    public void aPlanThatIsTooSmallTakesNothingAwayForGood() {
        for (String name : new String[] {"a", "b", "c"}) {
            machine(name);
        }
        allocated();
        slots = slots("4");
        assertThat(allocated()).isEqualTo("4=a/vc:a");
        assertThat(last.without()).containsExactly("b", "c");

        slots = slots("1-4");
        assertThat(allocated()).isEqualTo("2=b/vc:b 3=c/vc:c 4=a/vc:a");
        assertThat(last.without()).isEmpty();
    }

    @Test
    public void aPlanThatIsTooSmallKeepsTheNamesOfBmcsToo() {
        machine("a");
        machine("b");
        allocated();
        machines.put(key("b"), named("b", "renamed"));
        slots = slots("3");
        allocated();

        slots = slots("1-3");
        assertThat(allocated()).isEqualTo("2=b/vc:b 3=a/vc:a");
    }

    @Test
    public void aMachineStaysWhereItIsUntilItIsKnownWhereItMoves() {
        machine("a");
        allocated();
        slots = slots("2");
        around.settled = false;
        assertThat(allocated()).isEmpty();
        assertThat(last.moving()).extracting(Assignment::endpoint).containsExactly(endpoint(1));

        around.settled = true;
        assertThat(allocated()).isEqualTo("2=a/vc:a");
        assertThat(last.moving()).isEmpty();
    }

    @Test
    public void aMachineOfAHypervisorThatCannotSayMovesWithThePlanToo() {
        machine("a");
        allocated();
        machines.clear();
        around.silent.add("vc");
        slots = slots("2");

        assertThat(allocated()).isEqualTo("2=a/vc:a");
    }

    @Test
    public void aMachineThatComesBackIsServedBeforeOneThatIsNew() {
        slots = slots("1-2");
        machine("y");
        machine("z");
        allocated();
        machines.remove(key("z"));
        allocated();

        machine("a");
        machine("z");
        assertThat(allocated()).isEqualTo("1=y/vc:y 2=z/vc:z");
        assertThat(last.without()).containsExactly("a");
    }

    @Test
    public void nothingIsTakenAwayBeforeAllIsKnown() {
        machine("a");
        allocated();
        machines.clear();
        around.settled = false;
        assertThat(allocated()).isEqualTo("1=a/vc:a");

        around.settled = true;
        assertThat(allocated()).isEmpty();
    }

    @Test
    public void nothingIsGivenOutBeforeAllIsKnown() {
        machine("a");
        around.settled = false;
        assertThat(allocated()).isEmpty();
        assertThat(last.isWaiting()).isTrue();

        around.settled = true;
        assertThat(allocated()).isEqualTo("1=a/vc:a");
    }

    private void machine(String name) {
        machine(name, "vc", name);
    }

    private void machine(String name, String hypervisor, String id) {
        machines.put(new MachineKey(hypervisor, id), named(id, name));
    }

    private static MachineKey key(String id) {
        return new MachineKey("vc", id);
    }

    private static Placement named(String id, String name) {
        return new Placement(id, name, "", "", Map.of());
    }

    private static InetSocketAddress endpoint(int port) {
        return new InetSocketAddress("127.0.0.1", port);
    }

    private static Slots slots(String ports) {
        return SlotsReader.read(new ConfigReader(Map.of("ports", ports)));
    }

    /** PORT=BMC/HYPERVISOR:ID for each that is in use. */
    private String allocated() {
        last = new Allocation(slots, assignments, machines, around, now);
        assignments = last.assignments();
        Map<Integer, String> used = new TreeMap<>();
        last.used()
                .forEach(each -> used.put(
                        each.endpoint().getPort(),
                        each.endpoint().getPort() + "=" + each.bmc() + "/"
                                + each.machine().hypervisor() + ":"
                                + each.machine().id()));
        return String.join(" ", used.values());
    }

    private static final class Around implements Surroundings {
        private final Map<InetSocketAddress, String> owners = new HashMap<>();
        private final Set<String> names = new HashSet<>();
        private final Set<MachineKey> own = new HashSet<>();
        private final Set<String> silent = new HashSet<>();
        private final Set<String> gone = new HashSet<>();
        private boolean settled = true;

        @Override
        public Optional<String> otherOwner(InetSocketAddress endpoint) {
            return Optional.ofNullable(owners.get(endpoint));
        }

        @Override
        public boolean isTaken(String bmc) {
            return names.contains(bmc);
        }

        @Override
        public boolean hasOwnBmc(MachineKey machine) {
            return own.contains(machine);
        }

        @Override
        public boolean isThere(String hypervisor) {
            return !gone.contains(hypervisor);
        }

        @Override
        public boolean canSay(String hypervisor) {
            return !silent.contains(hypervisor);
        }

        @Override
        public boolean isSettled() {
            return settled;
        }
    }
}
