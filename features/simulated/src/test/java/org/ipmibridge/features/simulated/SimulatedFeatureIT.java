package org.ipmibridge.features.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.ipmibridge.features.exam.Asking;
import org.ipmibridge.features.exam.Await;
import org.ipmibridge.features.exam.Bundles;
import org.ipmibridge.features.exam.FeatureExam;
import org.ipmibridge.features.exam.Ports;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** From a packet to a simulated machine and back. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SimulatedFeatureIT {
    private static final String HYPERVISOR = "org.ipmibridge.hypervisor.simulated";
    private static final String MACHINE_FILE = "org.ipmibridge.hypervisor.simulated.machine-box.cfg";
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

    @Configuration
    public Option[] boot() throws Exception {
        return FeatureExam.of("runtime", "ipmi", "simulated")
                .withConfig(
                        "org.ipmibridge.ipmi.users-oper.cfg",
                        "id = 2",
                        "name = oper",
                        ".password = test",
                        "privilege = administrator")
                .withConfig("org.ipmibridge.hypervisor.simulated.cfg", "name = simulated")
                .withConfig(MACHINE_FILE, machine("network"))
                .withConfig("org.ipmibridge.virtual.bmc-box.cfg", "machine = box", "port = " + Ports.free())
                .options();
    }

    private static String[] machine(String bootOrder) {
        return new String[] {
            "name = box", "power = on", "power.on.millis = 20", "power.off.millis = 20", "boot.order = " + bootOrder
        };
    }

    @Test
    public void everyBundleOfTheFeatureIsActive() {
        assertThat(Bundles.inactive(context)).isEmpty();
    }

    @Test
    public void aPacketSwitchesTheMachineOffAndOn() throws Exception {
        try (RemoteConsole console = console()) {
            switchPower(console, POWER_OFF);
            switchPower(console, POWER_ON);
        }
    }

    @Test
    public void aMachineBootsInAnEditedOrder() throws Exception {
        Path file = FeatureExam.configDirectory().resolve(MACHINE_FILE);
        try (RemoteConsole console = console()) {
            Files.write(file, List.of(machine("disk")));

            Await.until("a boot from disk", () -> {
                switchPower(console, POWER_OFF);
                switchPower(console, POWER_ON);
                return lastBoot().device() == BootDevice.DISK;
            });
        }
    }

    @Test
    public void noCommandFailsWhileTheHypervisorIsReplaced() throws Exception {
        try (RemoteConsole console = console();
                Asking asking = Asking.start(() -> powered(console))) {
            for (int i = 0; i < 3; i++) {
                Bundles.update(context, HYPERVISOR);
                asking.awaitAnswers(20);
            }
            System.out.printf(
                    "longest wait for a power status while the bundle is replaced: %d ms%n",
                    asking.longest().toMillis());
            assertThat(asking.failures()).isEmpty();
        }
        assertThat(Bundles.inactive(context)).isEmpty();
    }

    @Test
    public void aPowerOnThatTakesItsTimeEndsAlthoughTheHypervisorIsReplaced() throws Exception {
        Path file = FeatureExam.configDirectory().resolve("org.ipmibridge.hypervisor.simulated.machine-slow.cfg");
        Files.write(file, List.of("name = slow", "power.on.millis = 60000"));
        Await.until("the machine", () -> power("slow") == PowerState.OFF);
        CompletableFuture<Void> on =
                machines.require("", "slow").perform(PowerAction.ON).toCompletableFuture();

        Bundles.update(context, HYPERVISOR);

        on.get(30, TimeUnit.SECONDS);
        Await.until("the machine is on", () -> power("slow") == PowerState.ON);
        Files.delete(file);
        Await.until("the machine is gone", () -> machines.machines().size() == 1);
    }

    private PowerState power(String machine) throws Exception {
        return machines.require("", machine)
                .powerStatus()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .state();
    }

    private BootRecord lastBoot() throws Exception {
        List<BootRecord> boots =
                machines.require("", "box").boots().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return boots.get(boots.size() - 1);
    }

    /** Sends a Chassis Control and waits until the machine has done it. */
    private static void switchPower(RemoteConsole console, int control) throws InterruptedException {
        assertThat(console.command(CHASSIS, CHASSIS_CONTROL, control).code()).isZero();
        Await.until("power " + control, () -> powered(console) == (control == POWER_ON));
    }

    private static boolean powered(RemoteConsole console) {
        return (console.command(CHASSIS, GET_CHASSIS_STATUS).data()[0] & 1) == 1;
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
