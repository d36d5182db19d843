package org.ipmibridge.hypervisor.vmware.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.hypervisor.vmware.machine.FakeBridge.done;

import java.time.Duration;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Test;

/** A bridge that dies between any two calls, and another one after it: what was promised is done all the same. */
public final class BridgeRestartTest {
    private static final BootOverride ONCE = new BootOverride(BootDevice.CDROM, false, false);
    private static final Duration LONG = FakeBridge.RESTORE_DELAY.plusMinutes(2);

    /** Somebody else boots the machine. */
    private enum Boot {
        POWER_ON,
        RESET,
        POWER_ON_AND_OFF
    }

    @Test
    public void aPowerOnUsesTheOverrideUpWheneverTheBridgeDies() throws Exception {
        dieEverywhere(Boot.POWER_ON);
    }

    @Test
    public void aResetUsesTheOverrideUpWheneverTheBridgeDies() throws Exception {
        dieEverywhere(Boot.RESET);
    }

    @Test
    public void aPowerOnThatIsOverAgainUsesTheOverrideUpWheneverTheBridgeDies() throws Exception {
        dieEverywhere(Boot.POWER_ON_AND_OFF);
    }

    private static void dieEverywhere(Boot boot) throws Exception {
        int calls = new Run(boot, Integer.MAX_VALUE, false).run();
        assertThat(calls).isGreaterThan(8);
        for (int call = 1; call <= calls; call++) {
            new Run(boot, call, false).run();
            new Run(boot, call, true).run();
        }
    }

    @Test
    public void aBootWhileNoBridgeRunsUsesTheOverrideUp() throws Exception {
        for (Boot boot : Boot.values()) {
            Run run = new Run(boot, Integer.MAX_VALUE, false);
            run.set();
            run.bridge.calls.die();
            run.clock.advance(Duration.ofSeconds(1));
            run.boot();

            run.bridge = FakeBridge.start(run.server, run.clock);

            run.clock.advance(LONG);
            run.assertOwnOrder();
        }
    }

    @Test
    public void twoBridgesDoNotDisturbEachOther() throws Exception {
        for (Boot boot : Boot.values()) {
            Run run = new Run(boot, Integer.MAX_VALUE, false);
            FakeBridge other = FakeBridge.start(run.server, run.clock);
            run.set();
            other.vms.see();
            assertThat(done(other.machine.bootOverride())).contains(ONCE);
            run.clock.advance(Duration.ofSeconds(1));

            run.boot();
            other.vms.see();
            run.bridge.vms.see();
            assertThat(done(other.machine.bootOverride())).isEmpty();
            assertThat(done(run.bridge.machine.bootOverride())).isEmpty();
            run.clock.advance(LONG);

            run.assertOwnOrder();
            other.vms.see();
            assertThat(done(other.machine.bootOverride())).isEmpty();
        }
    }

    @Test
    public void anOverrideThatAnotherBridgeSetsWhileTheOldOneEndsIsKept() throws Exception {
        Run run = new Run(Boot.POWER_ON, Integer.MAX_VALUE, false);
        FakeBridge other = FakeBridge.start(run.server, run.clock);
        run.set();
        run.boot();
        run.bridge.vms.see();
        other.vms.see();
        BootOverride next = new BootOverride(BootDevice.NETWORK, false, false);
        run.clock.advance(Duration.ofSeconds(1));

        done(other.machine.setBootOverride(next));
        run.bridge.vms.see();
        run.clock.advance(LONG);

        run.bridge.vms.see();
        assertThat(done(other.machine.bootOverride())).contains(next);
        assertThat(done(run.bridge.machine.bootOverride())).contains(next);
        assertThat(run.server.vm.order()).containsExactly("Ethernet", "Disk");
    }

    @Test
    public void whatIsStillToBeWrittenOfOneBootDoesNotEndTheNextOverride() throws Exception {
        Run run = new Run(Boot.POWER_ON, Integer.MAX_VALUE, false);
        FakeBridge other = FakeBridge.start(run.server, run.clock);
        run.set();
        run.boot();
        run.bridge.calls.failNext(3);
        run.bridge.vms.see();
        run.clock.advance(Duration.ofMillis(500));

        done(other.machine.setBootOverride(ONCE));
        run.clock.advance(LONG);

        assertThat(done(other.machine.bootOverride())).contains(ONCE);
        run.bridge.vms.see();
        assertThat(done(run.bridge.machine.bootOverride())).contains(ONCE);
        assertThat(run.server.vm.order()).startsWith("Cdrom");
    }

    /** One life of an override; the first bridge dies at a given call, and its client asks the next one again. */
    private static final class Run {
        private final FakeClock clock = new FakeClock();
        private final FakeServer server = new FakeServer(clock);
        private final Boot boot;
        private final String about;
        private FakeBridge bridge;

        Run(Boot boot, int lastCall, boolean lastIsDone) throws Exception {
            this.boot = boot;
            this.about = boot + ", died at call " + lastCall + (lastIsDone ? " after" : " before") + " it was done";
            server.vm.order(FakeVm.disk(), FakeVm.nic());
            if (boot == Boot.RESET) {
                server.powerOn();
                server.vm.boots.clear();
            }
            bridge = FakeBridge.start(server, clock);
            bridge.calls.dieAt(lastCall, lastIsDone);
        }

        /** @return how many calls the first bridge made */
        int run() {
            FakeCalls first = bridge.calls;
            set();
            clock.advance(Duration.ofSeconds(1));
            boot();
            bridge.vms.see();
            restartIfDead();
            assertThat(done(bridge.machine.bootOverride())).as(about).isEmpty();
            clock.advance(FakeBridge.RESTORE_DELAY.dividedBy(2));
            restartIfDead();
            assertThat(done(bridge.machine.bootOverride())).as(about).isEmpty();
            clock.advance(LONG);
            restartIfDead();
            clock.advance(LONG);
            assertOwnOrder();
            return first.made();
        }

        void set() {
            try {
                done(bridge.machine.setBootOverride(ONCE));
            } catch (HypervisorException e) {
                restartIfDead();
                Optional<BootOverride> left = done(bridge.machine.bootOverride());
                assertThat(left.isEmpty() || left.get().equals(ONCE)).as(about).isTrue();
                assertThat(server.vm.order().get(0).equals("Cdrom")).as(about).isEqualTo(left.isPresent());
                done(bridge.machine.setBootOverride(ONCE));
            }
            restartIfDead();
            assertThat(done(bridge.machine.bootOverride())).as(about).contains(ONCE);
        }

        void boot() {
            switch (boot) {
                case POWER_ON -> server.powerOn();
                case RESET -> server.reset();
                case POWER_ON_AND_OFF -> {
                    server.powerOn();
                    bridge.vms.see();
                    server.powerOff();
                }
            }
            assertThat(server.vm.boots).as(about).containsExactly("Cdrom");
        }

        void assertOwnOrder() {
            bridge.vms.see();
            assertThat(server.vm.order()).as(about).containsExactly("Disk", "Ethernet");
            assertThat(server.vm.overrideRecord()).as(about).isEmpty();
            assertThat(server.vm.iso()).as(about).isPresent();
            assertThat(done(bridge.machine.bootOverride())).as(about).isEmpty();
        }

        private void restartIfDead() {
            if (bridge.calls.isDead()) {
                bridge = FakeBridge.start(server, clock);
            }
        }
    }
}
