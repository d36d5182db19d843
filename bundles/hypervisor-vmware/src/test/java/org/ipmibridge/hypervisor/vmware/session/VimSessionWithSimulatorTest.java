package org.ipmibridge.hypervisor.vmware.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.hypervisor.vmware.session.Servers.connected;

import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.VirtualMachineConfigSpec;
import com.vmware.vim25.VirtualMachinePowerState;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.vmware.soap.SecureBootOptions;
import org.ipmibridge.hypervisor.vmware.soap.Trust;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class VimSessionWithSimulatorTest {
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Rule
    public final TemporaryFolder files = new TemporaryFolder();

    private static VCenterSimulator server;
    private static VimSession session;
    private static ManagedObjectReference machine;

    @BeforeClass
    public static void start() throws Exception {
        server = VCenterSimulator.builder().start();
        session = connected(new VimSession(settings(VCenterSimulator.PASSWORD)));
        machine = join(session.read(
                "find", vim -> vim.port().findByInventoryPath(vim.content().getSearchIndex(), "DC0/vm/DC0_H0_VM0")));
    }

    @AfterClass
    public static void stop() {
        session.close();
        server.close();
    }

    @Test
    public void readsAreAnsweredInOneSession() throws Exception {
        try (VimSession own = connected(new VimSession(settings(VCenterSimulator.PASSWORD)))) {
            for (int i = 0; i < 3; i++) {
                VirtualMachinePowerState power = join(own.read("power", vim -> powerOf(vim)));
                assertThat(power).isEqualTo(VirtualMachinePowerState.poweredOn);
            }

            assertThat(own.status().logIns()).isEqualTo(1);
            assertThat(own.status().product()).isPresent();
            assertThat(own.status().connectedSince()).isPresent();
            assertThat(own.status().problem()).isEmpty();
        }
    }

    @Test
    public void aTaskEndsWellOrFailsAsItsErrorSays() throws Exception {
        ManagedObjectReference other = join(session.read(
                "find", vim -> vim.port().findByInventoryPath(vim.content().getSearchIndex(), "DC0/vm/DC0_H0_VM1")));

        join(session.task("VM1: power off", other, vim -> vim.port().powerOffVM_Task(other)));

        assertThat(server.show("DC0_H0_VM1")).contains("\"power\":\"poweredOff\"");
        assertThatThrownBy(() -> join(
                        session.task("VM1: power off", other, vim -> vim.port().powerOffVM_Task(other))))
                .hasCauseInstanceOf(InvalidPowerStateException.class)
                .hasMessageContaining("VM1: power off: not possible while the machine is powered off");
    }

    @Test
    public void aMachineThatIsGoneIsNotFound() {
        ManagedObjectReference gone = new ManagedObjectReference();
        gone.setType("VirtualMachine");
        gone.setVal("vm-99999");

        assertThatThrownBy(() -> join(
                        session.task("gone: power off", gone, vim -> vim.port().powerOffVM_Task(gone))))
                .hasCauseInstanceOf(MachineNotFoundException.class)
                .hasMessageContaining("gone: power off: there is no VirtualMachine vm-99999 any more");
    }

    @Test
    public void membersNewerThanTheDataTypesAreReadAndWritten() throws Exception {
        SecureBootOptions options = new SecureBootOptions();
        options.efiSecureBootEnabled = true;
        options.setBootDelay(1500L);
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.setFirmware("efi");
        spec.setBootOptions(options);

        join(session.task("VM0: boot options", machine, vim -> vim.port().reconfigVM_Task(machine, spec)));

        SecureBootOptions read = (SecureBootOptions) property("config.bootOptions");
        assertThat(read.efiSecureBootEnabled).isTrue();
        assertThat(read.getBootDelay()).isEqualTo(1500);
    }

    @Test
    public void anEndedSessionIsBegunAgainOnceForAll() throws Exception {
        try (VimSession own = connected(new VimSession(settings(VCenterSimulator.PASSWORD)))) {
            join(own.read("time", vim -> vim.port().currentTime(serviceInstance())));
            server.endSessions();

            List<CompletionStage<VirtualMachinePowerState>> answers = IntStream.range(0, 16)
                    .mapToObj(i -> own.read("power", vim -> powerOf(vim)))
                    .toList();

            for (CompletionStage<VirtualMachinePowerState> answer : answers) {
                assertThat(join(answer)).isEqualTo(VirtualMachinePowerState.poweredOn);
            }
            assertThat(own.status().logIns()).isEqualTo(2);
        }
    }

    @Test
    public void aServerThatIsFrozenAndThawedIsAskedInTheSameSession() throws Exception {
        try (VCenterSimulator other = VCenterSimulator.builder().start();
                VimSession own = connected(new VimSession(settings(other, Duration.ofSeconds(3))))) {
            time(own);
            other.freeze();
            assertThatThrownBy(() -> time(own)).hasCauseInstanceOf(HypervisorUnavailableException.class);
            assertThatThrownBy(() -> time(own))
                    .hasCauseInstanceOf(HypervisorUnavailableException.class)
                    .hasMessageContaining("has not answered since");

            other.thaw();

            assertThat(own.awaitUp(DEADLINE)).isTrue();
            time(own);
            assertThat(own.status().logIns()).isEqualTo(1);
        }
    }

    @Test
    public void aServerThatIsRestartedIsLoggedInToAgain() throws Exception {
        File identity = files.newFile();
        Files.delete(identity.toPath());
        try (VCenterSimulator other =
                        VCenterSimulator.builder().identity(identity.toPath()).start();
                VimSession own = connected(new VimSession(settings(other, SECONDS)))) {
            time(own);
            other.stop();
            assertThatThrownBy(() -> time(own)).hasCauseInstanceOf(HypervisorUnavailableException.class);

            other.start();

            assertThat(own.awaitUp(DEADLINE)).isTrue();
            time(own);
            assertThat(own.status().logIns()).isEqualTo(2);
            assertThat(other.calls()).containsEntry("Login", 1);
        }
    }

    @Test
    public void theEndDoesNotWaitForAFrozenServer() throws Exception {
        try (VCenterSimulator other = VCenterSimulator.builder().start()) {
            VimSession own = connected(new VimSession(settings(other, Duration.ofMinutes(5))));
            time(own);
            other.freeze();
            Thread end = new Thread(own::close);
            end.start();
            end.join(DEADLINE.toMillis());
            assertThat(end.isAlive()).isFalse();
        }
    }

    @Test
    public void anEsxiIsAServerToo() throws Exception {
        try (VCenterSimulator esxi = VCenterSimulator.builder().esxi().start();
                VimSession own = connected(new VimSession(settings(esxi, SECONDS)))) {
            time(own);

            assertThat(own.status().product()).isPresent();
        }
    }

    @Test
    public void aWrongPasswordIsToldInWordsWithoutIt() {
        try (VimSession refused = new VimSession(settings("not-the-password"))) {
            Servers.awaitProblem(refused, "refuses the log-in");
            assertThatThrownBy(() -> join(refused.read("web01: read power", vim -> powerOf(vim))))
                    .hasCauseInstanceOf(HypervisorUnavailableException.class)
                    .hasMessageContaining("web01: read power")
                    .hasMessageContaining("refuses the log-in of " + VCenterSimulator.USER)
                    .hasMessageNotContaining("not-the-password");
        }
    }

    private static Object property(String path) throws Exception {
        return join(session.read("read " + path, vim -> propertyOf(vim, path)));
    }

    private static VirtualMachinePowerState powerOf(Vim vim) throws RemoteException {
        return (VirtualMachinePowerState) propertyOf(vim, "runtime.powerState");
    }

    private static Object propertyOf(Vim vim, String path) throws RemoteException {
        PropertySpec properties = new PropertySpec();
        properties.setType("VirtualMachine");
        properties.setPathSet(new String[] {path});
        ObjectSpec object = new ObjectSpec();
        object.setObj(machine);
        PropertyFilterSpec filter = new PropertyFilterSpec();
        filter.setPropSet(new PropertySpec[] {properties});
        filter.setObjectSet(new ObjectSpec[] {object});
        List<Object> values = new ArrayList<>();
        vim.client().retrieve(vim.content().getPropertyCollector(), new PropertyFilterSpec[] {filter}, content -> {
            for (DynamicProperty property : content.getPropSet()) {
                values.add(property.getVal());
            }
        });
        return values.get(0);
    }

    private static ManagedObjectReference serviceInstance() {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.setType("ServiceInstance");
        reference.setVal("ServiceInstance");
        return reference;
    }

    private static Calendar time(VimSession asked) throws Exception {
        return join(asked.read("time", vim -> vim.port().currentTime(serviceInstance())));
    }

    private static ServerSettings settings(String password) {
        return settings(server, password, SECONDS);
    }

    private static ServerSettings settings(VCenterSimulator simulator, Duration requestTimeout) {
        return settings(simulator, VCenterSimulator.PASSWORD, requestTimeout);
    }

    private static ServerSettings settings(VCenterSimulator simulator, String password, Duration requestTimeout) {
        return new ServerSettings(
                "vcenter",
                URI.create(simulator.url()),
                VCenterSimulator.USER,
                password,
                Trust.fingerprint(simulator.fingerprint()),
                SECONDS,
                requestTimeout,
                SECONDS,
                4);
    }

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }
}
