package org.ipmibridge.features.vmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.ipmibridge.features.exam.Asking;
import org.ipmibridge.features.exam.Await;
import org.ipmibridge.features.exam.Bundles;
import org.ipmibridge.features.exam.FeatureExam;
import org.ipmibridge.features.exam.Ports;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** From a packet to a virtual machine of a vCenter simulator and back. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class VmwareFeatureIT {
    private static final String HYPERVISOR = "org.ipmibridge.hypervisor.vmware";
    private static final String VM = "DC0_H0_VM0";
    private static final String SERVER_FILE = "org.ipmibridge.hypervisor.vmware-lab.cfg";
    private static final Login LOGIN = Login.of("oper", "test");
    private static final int CHASSIS = 0x00;
    private static final int GET_CHASSIS_STATUS = 0x01;
    private static final int CHASSIS_CONTROL = 0x02;
    private static final int POWER_OFF = 0x00;
    private static final int POWER_ON = 0x01;

    @Inject
    private BundleContext context;

    @Inject
    private BmcDirectory bmcs;

    @Inject
    private MachineDirectory machines;

    private VCenterSimulator server;

    @Configuration
    public Option[] boot() throws Exception {
        return FeatureExam.of("runtime", "ipmi", "vmware")
                .withConfig(
                        "org.ipmibridge.ipmi.users-oper.cfg",
                        "id = 2",
                        "name = oper",
                        ".password = test",
                        "privilege = administrator")
                .withConfig(
                        "org.ipmibridge.hypervisor.vmware.machine-vm1.cfg",
                        "machine = DC0_H0_VM1",
                        "iso = [LocalDS_0] own.iso")
                .withConfig("org.ipmibridge.virtual.bmc-box.cfg", "machine = " + VM, "port = " + Ports.free())
                .options();
    }

    @Before
    public void startServer() throws Exception {
        server = VCenterSimulator.builder().start();
        configure("[LocalDS_0] first.iso");
    }

    @After
    public void stopServer() throws Exception {
        Files.delete(FeatureExam.configDirectory().resolve(SERVER_FILE));
        server.close();
    }

    private void configure(String iso) throws IOException {
        Files.write(
                FeatureExam.configDirectory().resolve(SERVER_FILE),
                List.of(
                        "name = lab",
                        "url = " + server.url(),
                        "user = " + VCenterSimulator.USER,
                        ".password = " + VCenterSimulator.PASSWORD,
                        "trust.fingerprint = " + server.fingerprint(),
                        "iso = " + iso));
    }

    @Test
    public void everyBundleOfTheFeatureIsActive() {
        assertThat(Bundles.inactive(context)).isEmpty();
    }

    @Test
    public void aPacketSwitchesTheMachineOffAndOn() throws Exception {
        try (RemoteConsole console = console()) {
            switchPower(console, POWER_OFF);
            assertThat(server.show(VM)).contains("\"power\":\"poweredOff\"");
            switchPower(console, POWER_ON);
            assertThat(server.show(VM)).contains("\"power\":\"poweredOn\"");
        }
    }

    @Test
    public void anEditOfTheImageAndOfAMachineIsTakenOver() throws Exception {
        Await.until(
                "the image of the machine's own file", () -> iso("DC0_H0_VM1").equals("[LocalDS_0] own.iso"));
        configure("[LocalDS_0] second.iso");

        Await.until("the other image", () -> iso(VM).equals("[LocalDS_0] second.iso"));
        assertThat(iso("DC0_H0_VM1")).isEqualTo("[LocalDS_0] own.iso");
    }

    @Test
    public void theConnectionIsToldWithoutTheSecret() throws Exception {
        awaitConnection();
        assertThat(connection().orElseThrow().toString()).doesNotContain(VCenterSimulator.PASSWORD);
        assertThat(context.getServiceReference(Hypervisor.class).getPropertyKeys())
                .doesNotContain(".password");
    }

    @Test
    public void noCommandFailsWhileTheHypervisorIsReplaced() throws Exception {
        replaceThreeTimes("4 machines");
    }

    @Test
    public void noCommandFailsWhileTheHypervisorOfAThousandMachinesIsReplaced() throws Exception {
        server.close();
        server = VCenterSimulator.builder().machines(1000).start();
        configure("[LocalDS_0] first.iso");
        Await.until("a thousand machines", () -> machines.machines().size() == 1000);

        replaceThreeTimes("1,000 machines");
    }

    @Test
    public void noAcknowledgedChangeIsLostWhileTheHypervisorIsReplaced() throws Exception {
        try (RemoteConsole console = console()) {
            for (int control : new int[] {POWER_OFF, POWER_ON, POWER_OFF, POWER_ON}) {
                assertThat(console.command(CHASSIS, CHASSIS_CONTROL, control).code())
                        .isZero();
                Bundles.update(context, HYPERVISOR);
                Await.until("power " + control, () -> powered(console) == (control == POWER_ON));
            }
        }
    }

    private void replaceThreeTimes(String what) throws Exception {
        try (RemoteConsole console = console();
                Asking asking = Asking.start(() -> powered(console))) {
            for (int i = 0; i < 3; i++) {
                Bundles.update(context, HYPERVISOR);
                asking.awaitAnswers(20);
                awaitConnection();
            }
            System.out.printf(
                    "%s: longest wait for a power status while the bundle is replaced: %d ms%n",
                    what, asking.longest().toMillis());
            assertThat(asking.failures()).isEmpty();
        }
        assertThat(Bundles.inactive(context)).isEmpty();
    }

    private void awaitConnection() throws InterruptedException {
        Await.until(
                "the connection",
                () -> connection().flatMap(ConnectionStatus::stateAge).isPresent());
    }

    private Optional<ConnectionStatus> connection() {
        return machines.hypervisors().stream().findFirst().flatMap(Hypervisor::connection);
    }

    /** The configured image; empty while the machine is not known. */
    private String iso(String machine) {
        try {
            Machine found = machines.require("lab", machine);
            return found.info()
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS)
                    .configuredIso()
                    .map(Object::toString)
                    .orElse("");
        } catch (HypervisorException e) {
            return "";
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a Chassis Control and waits until the machine has done it. */
    private static void switchPower(RemoteConsole console, int control) throws InterruptedException {
        assertThat(console.command(CHASSIS, CHASSIS_CONTROL, control).code()).isZero();
        Await.until("power " + control, () -> powered(console) == (control == POWER_ON));
    }

    private static boolean powered(RemoteConsole console) {
        byte[] data = console.command(CHASSIS, GET_CHASSIS_STATUS).data();
        return data.length > 0 && (data[0] & 1) == 1;
    }

    /** A session, as soon as the BMC and its machine are there. */
    private RemoteConsole console() throws InterruptedException {
        Await.until("the BMC is there", () -> endpoint().isPresent());
        RemoteConsole console = RemoteConsole.loggedIn(endpoint().orElseThrow(), LOGIN);
        Await.until("the machine is on", () -> powered(console));
        return console;
    }

    private Optional<InetSocketAddress> endpoint() {
        return bmcs.statuses().stream()
                .filter(status -> status.state() == BmcStatus.State.LISTENING)
                .flatMap(status -> status.bmc().stream())
                .map(Bmc::endpoint)
                .findFirst();
    }
}
