package org.ipmibridge.hypervisor.vmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.fake.Behaviour;
import org.ipmibridge.hypervisor.vmware.fake.FakeVm;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.service.component.ComponentConstants;

/** What becomes of a server's work when the bundle is updated, or the connection edited, in the middle of it. */
public final class SuccessionTest {
    private static final BootOverride NETWORK_ONCE = new BootOverride(BootDevice.NETWORK, false, false);

    private final LogRecorder log = new LogRecorder("org.ipmibridge.hypervisor.vmware");
    private final FakeVsphere server = FakeVsphere.create();
    private final FakeVm vm = server.addVm("web01").power("poweredOn");
    private final Map<Object, Object> left = new ConcurrentHashMap<>();
    private VmwareHypervisor hypervisor;

    @Before
    public void start() throws Exception {
        hypervisor = started(Map.of());
        awaitLive();
    }

    @After
    public void stop() {
        end(ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED);
        server.close();
        log.close();
    }

    @Test
    public void theSuccessorAnswersAtOnceInTheSameSession() throws Exception {
        String path = done(machine().details()).inventoryPath().orElseThrow();
        CountDownLatch told = new CountDownLatch(1);
        server.always("WaitForUpdatesEx", Behaviour.held(told));

        update();

        Machine machine = hypervisor.find("web01").orElseThrow();
        assertThat(machine.id()).isNotEmpty();
        assertThat(hypervisor.find(machine.id())).contains(machine);
        assertThat(hypervisor.find(path)).contains(machine);
        assertThat(power()).isEqualTo(PowerState.ON);
        assertThat(hypervisor.connection().orElseThrow().stateAge()).isEmpty();
        assertThat(server.logIns()).isEqualTo(1);
        server.always("WaitForUpdatesEx", Behaviour.normal());
        told.countDown();
        awaitLive();
        assertThat(server.logIns()).isEqualTo(1);
    }

    @Test
    public void whatChangesInBetweenIsSeenAtOnce() throws Exception {
        stopBundle();
        vm.power("poweredOff");
        CountDownLatch told = new CountDownLatch(1);
        server.always("WaitForUpdatesEx", Behaviour.held(told));
        hypervisor = started(Map.of());

        assertThat(power()).isEqualTo(PowerState.OFF);
        server.always("WaitForUpdatesEx", Behaviour.normal());
        told.countDown();
    }

    @Test
    public void aMachineThatIsRemovedInBetweenIsGone() throws Exception {
        server.addVm("web02");
        awaitLive();
        stopBundle();
        server.remove(vm);
        hypervisor = started(Map.of());

        awaitLive();
        assertThat(hypervisor.find("web01")).isEmpty();
        assertThat(hypervisor.find("web02")).isPresent();
    }

    @Test
    public void whatIsLeftIsOfTheJdkOnlyAndHasNoSecretOfTheConfiguration() throws Exception {
        server.taskDuration(Duration.ofSeconds(1));
        CompletionStage<Void> cycle = machine().perform(PowerAction.CYCLE);

        stopBundle();

        assertThat(left).isNotEmpty();
        assertThat(left.toString()).doesNotContain(FakeVsphere.PASSWORD);
        assertThat(left.values()).allSatisfy(SuccessionTest::assertOfTheJdk);
        done(cycle);
    }

    @Test
    public void aCycleUnderWayIsPerformedToItsEnd() throws Exception {
        server.taskDuration(Duration.ofMillis(600));
        CompletionStage<Void> cycle = machine().perform(PowerAction.CYCLE);
        await(() -> vm.operations().contains("PowerOffVM_Task"));

        update();

        done(cycle);
        assertThat(vm.operations()).containsExactly("PowerOffVM_Task", "PowerOnVM_Task");
        await(() -> power() == PowerState.ON);
        assertThat(server.logIns()).isEqualTo(1);
    }

    @Test
    public void whatWaitsForItsTurnIsDoneToo() throws Exception {
        server.taskDuration(Duration.ofMillis(300));
        CompletionStage<Void> off = machine().perform(PowerAction.OFF);
        CompletionStage<Void> override = machine().setBootOverride(NETWORK_ONCE);
        CompletionStage<Void> on = machine().perform(PowerAction.ON);

        update();

        done(off);
        done(override);
        done(on);
        assertThat(vm.operations()).startsWith("PowerOffVM_Task", "ReconfigVM_Task", "PowerOnVM_Task");
        await(() -> power() == PowerState.ON);
    }

    @Test
    public void theSuccessorsChangesComeAfterThoseOfItsPredecessor() throws Exception {
        server.taskDuration(Duration.ofMillis(400));
        CompletionStage<Void> cycle = machine().perform(PowerAction.CYCLE);
        await(() -> vm.operations().contains("PowerOffVM_Task"));

        update();
        CompletionStage<Void> off = machine().perform(PowerAction.OFF);
        update();
        CompletionStage<Void> on = machine().perform(PowerAction.ON);

        done(cycle);
        done(off);
        done(on);
        assertThat(vm.operations())
                .containsExactly("PowerOffVM_Task", "PowerOnVM_Task", "PowerOffVM_Task", "PowerOnVM_Task");
    }

    @Test
    public void aSessionThatNobodyGoesOnWithIsEnded() throws Exception {
        stopBundle();

        await(() -> server.sessions() == 0);
        assertThat(left).isEmpty();
    }

    @Test
    public void aSessionThatTheServerHasForgottenMeanwhileIsReplaced() throws Exception {
        stopBundle();
        server.endSessions();
        hypervisor = started(Map.of());

        assertThat(power()).isEqualTo(PowerState.ON);
        awaitLive();
        await(() -> server.sessions() == 1);
    }

    @Test
    public void anotherConnectionTakesNothingOver() throws Exception {
        stopBundle();
        hypervisor = started(Map.of("threads", "3"));

        awaitLive();
        assertThat(server.logIns()).isEqualTo(2);
        await(() -> server.sessions() == 1);
    }

    @Test
    public void nothingIsLeftInTheServerByManyUpdates() throws Exception {
        for (int i = 0; i < 5; i++) {
            update();
            awaitLive();
        }

        await(() -> server.calls("DestroyPropertyCollector") == 5);
        await(() -> server.calls("DestroyView") == 2 * 5);
        assertThat(server.logIns()).isEqualTo(1);
    }

    @Test
    public void anEditedConnectionIsInForceWhenItWorks() throws Exception {
        CountDownLatch let = new CountDownLatch(1);
        server.next("Login", Behaviour.held(let));
        int before = server.calls("Login");
        modify(Map.of("threads", "3"));

        await(() -> server.calls("Login") > before);
        assertThat(power()).isEqualTo(PowerState.ON);
        assertThat(hypervisor.connection().orElseThrow().problem())
                .hasValueSatisfying(text -> assertThat(text).contains("because over the edited one"));
        let.countDown();
        await(() -> hypervisor.connection().orElseThrow().problem().isEmpty());
        assertThat(power()).isEqualTo(PowerState.ON);
        await(() -> server.sessions() == 1);
    }

    @Test
    public void anEditedConnectionThatDoesNotWorkTakesNoMachineAway() throws Exception {
        Machine machine = machine();
        modify(Map.of(".password", "wrong"));

        await(() -> hypervisor.connection().orElseThrow().problem().orElse("").contains("refuses the log-in"));
        assertThat(hypervisor.find("web01")).contains(machine);
        assertThat(power()).isEqualTo(PowerState.ON);

        modify(Map.of());
        assertThat(hypervisor.connection().orElseThrow().problem()).isEmpty();
        assertThat(hypervisor.find("web01")).contains(machine);
        assertThat(server.logIns()).isEqualTo(1);
    }

    @Test
    public void aCycleUnderWayOutlivesAnEditOfTheConnection() throws Exception {
        server.taskDuration(Duration.ofMillis(600));
        CompletionStage<Void> cycle = machine().perform(PowerAction.CYCLE);
        await(() -> vm.operations().contains("PowerOffVM_Task"));

        modify(Map.of("threads", "3"));
        await(() -> hypervisor.connection().orElseThrow().problem().isEmpty() && server.logIns() == 2);
        CompletionStage<Void> off = machine().perform(PowerAction.OFF);

        done(cycle);
        done(off);
        assertThat(vm.operations()).containsExactly("PowerOffVM_Task", "PowerOnVM_Task", "PowerOffVM_Task");
    }

    private static void assertOfTheJdk(Object value) {
        assertThat(value.getClass().getClassLoader())
                .as(value.getClass().getName())
                .isNull();
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(SuccessionTest::assertOfTheJdk);
            map.values().forEach(SuccessionTest::assertOfTheJdk);
        } else if (value instanceof Collection<?> all) {
            all.forEach(SuccessionTest::assertOfTheJdk);
        } else if (value instanceof CompletableFuture<?> future && future.isDone()) {
            assertThat(future.join()).isNull();
        }
    }

    private void update() throws Exception {
        stopBundle();
        hypervisor = started(Map.of());
    }

    private void stopBundle() {
        end(ComponentConstants.DEACTIVATION_REASON_BUNDLE_STOPPED);
    }

    private void end(int reason) {
        hypervisor.deactivate(reason);
    }

    /** With a session: a server that is slow at the first call must not fail the second. */
    private VmwareHypervisor started(Map<String, String> changes) throws Exception {
        Map<String, String> values = with(changes);
        Succession succession = new Succession(new HandOver(left), "lab", () -> false);
        VmwareHypervisor next =
                new VmwareHypervisor(Configurations.server(values), Configurations.properties(values), succession);
        await(() -> next.connection().flatMap(ConnectionStatus::connectedSince).isPresent());
        return next;
    }

    private void modify(Map<String, String> changes) {
        Map<String, String> values = with(changes);
        hypervisor.modified(Configurations.server(values), Configurations.properties(values));
    }

    private Map<String, String> with(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "name",
                "lab",
                "url",
                server.url().toString(),
                "user",
                FakeVsphere.USER,
                ".password",
                FakeVsphere.PASSWORD,
                "trust.fingerprint",
                server.fingerprint()));
        values.putAll(changes);
        return values;
    }

    private Machine machine() {
        return hypervisor.find("web01").orElseThrow();
    }

    private PowerState power() throws Exception {
        return done(machine().powerStatus()).state();
    }

    private void awaitLive() throws Exception {
        await(() -> hypervisor.connection().flatMap(status -> status.stateAge()).isPresent());
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
