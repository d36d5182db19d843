package org.ipmibridge.hypervisor.vmware.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.hypervisor.vmware.session.Servers.connected;
import static org.ipmibridge.hypervisor.vmware.session.Servers.join;
import static org.ipmibridge.hypervisor.vmware.session.Servers.reference;
import static org.ipmibridge.hypervisor.vmware.session.Servers.settings;

import com.vmware.vim25.OptionValue;
import com.vmware.vim25.VirtualMachineConfigSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.InsufficientResourcesException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.vmware.fake.Behaviour;
import org.ipmibridge.hypervisor.vmware.fake.FakeVm;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.junit.After;
import org.junit.Test;

public final class TaskWatchTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeVsphere server = FakeVsphere.create();
    private final FakeVm web = server.addVm("web01");
    private VimSession session = connected(new VimSession(settings(server)));

    @After
    public void close() {
        session.close();
        server.close();
    }

    @Test
    public void aTaskThatTakesTimeCompletesWhenItIsDone() {
        server.taskDuration(Duration.ofMillis(300));

        CompletionStage<Boolean> wasOn = powerOn(web).thenApply(done -> web.is("poweredOn"));

        assertThat(join(wasOn)).isTrue();
    }

    @Test
    public void oneCallAsksForAllTasks() {
        server.taskDuration(Duration.ofMillis(500));
        List<FakeVm> machines =
                IntStream.range(0, 50).mapToObj(i -> server.addVm("vm" + i)).toList();
        int before = server.calls("RetrievePropertiesEx");

        List<CompletionStage<Object>> tasks =
                machines.stream().map(this::powerOn).toList();

        tasks.forEach(Servers::join);
        assertThat(machines).allMatch(machine -> machine.is("poweredOn"));
        assertThat(server.calls("PowerOnVM_Task")).isEqualTo(50);
        assertThat(server.calls("RetrievePropertiesEx") - before).isLessThan(50 * 4);
    }

    @Test
    public void aTaskFailsAsItsErrorSays() {
        web.power("poweredOn");
        assertThatThrownBy(() -> join(powerOn(web)))
                .isInstanceOf(InvalidPowerStateException.class)
                .hasMessage(
                        "web01: power on: not possible while the machine is powered on; the server says \"The attempted"
                                + " operation cannot be performed in the current state.\" (InvalidPowerState)");

        server.next("PowerOnVM_Task", Behaviour.failingTask("TaskInProgress", "", "Another task is in progress."));
        assertThatThrownBy(() -> join(powerOn(web))).isInstanceOf(MachineBusyException.class);

        server.next(
                "PowerOnVM_Task",
                Behaviour.failingTask("InsufficientMemoryResourcesFault", "<requested>1</requested>", "No memory."));
        assertThatThrownBy(() -> join(powerOn(web))).isInstanceOf(InsufficientResourcesException.class);

        server.next("PowerOnVM_Task", Behaviour.failingTask("BrandNewFault", "<new>1</new>", "Never seen."));
        assertThatThrownBy(() -> join(powerOn(web)))
                .isExactlyInstanceOf(HypervisorException.class)
                .hasMessage("web01: power on: the server says \"Never seen.\" (BrandNewFault)");
    }

    @Test
    public void theQuestionOfALockedDriveIsAnsweredWithYes() {
        web.askAtReconfiguration(
                "msg.cdromdisconnect.locked",
                "The guest operating system has locked the CD-ROM door. Disconnect anyway and override the lock?");

        join(reconfigure());

        assertThat(web.answers()).containsExactly("0");
        assertThat(web.extraConfig("key")).isEqualTo("value");
    }

    @Test
    public void anotherQuestionIsNamedInTheFailure() {
        session.close();
        session = connected(new VimSession(settings(server, FakeVsphere.PASSWORD, LONG, Duration.ofSeconds(3))));
        web.askAtReconfiguration("msg.uuid.altered", "Did you move or copy this virtual machine?");

        assertThatThrownBy(() -> join(reconfigure()))
                .isInstanceOf(HypervisorException.class)
                .hasMessage(
                        "web01: reconfigure: the task did not end within 3000 ms and goes on in the server; the machine"
                                + " waits for an answer to \"Did you move or copy this virtual machine?\"");
        assertThat(web.answers()).isEmpty();
    }

    @Test
    public void aTaskIsLookedForAgainWhenTheServerWasAway() {
        server.taskDuration(Duration.ofMillis(800));
        CompletionStage<Object> on = powerOn(web);
        awaitCall("RetrievePropertiesEx");
        server.stop();
        server.start();

        join(on);

        assertThat(server.calls("PowerOnVM_Task")).isEqualTo(1);
    }

    @Test
    public void aTaskThatTheServerHasForgottenFailsAloneOfAll() {
        server.taskDuration(Duration.ofMillis(300));
        FakeVm other = server.addVm("web02");
        server.next("PowerOnVM_Task", Behaviour.returning("<returnval type=\"Task\">task-none</returnval>"));

        CompletionStage<Object> forgotten = powerOn(web);
        assertThatThrownBy(() -> join(forgotten))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("the server has forgotten the task");
        join(powerOn(other));
    }

    @Test
    public void aTaskThatRemovesItsMachineIsFollowedToItsEnd() {
        server.taskDuration(Duration.ofMillis(200));

        CompletionStage<Object> on = powerOn(web);
        awaitCall("RetrievePropertiesEx");
        server.remove(web);

        join(on);
    }

    @Test
    public void tasksThatRunAtTheEndFail() {
        server.taskDuration(LONG);
        CompletionStage<Object> on = powerOn(web);
        awaitCall("RetrievePropertiesEx");

        session.close();

        assertThatThrownBy(() -> join(on)).isInstanceOf(HypervisorException.class);
    }

    private void awaitCall(String method) {
        long end = System.nanoTime() + LONG.toNanos();
        while (server.calls(method) == 0) {
            assertThat(System.nanoTime()).as("time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private CompletionStage<Object> powerOn(FakeVm machine) {
        return session.task(
                "web01: power on", reference(machine), vim -> vim.port().powerOnVM_Task(reference(machine), null));
    }

    private CompletionStage<Object> reconfigure() {
        OptionValue option = new OptionValue();
        option.setKey("key");
        option.setValue("value");
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.setExtraConfig(new OptionValue[] {option});
        return session.task(
                "web01: reconfigure", reference(web), vim -> vim.port().reconfigVM_Task(reference(web), spec));
    }
}
