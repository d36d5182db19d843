package org.ipmibridge.features.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.ipmibridge.features.exam.Await;
import org.ipmibridge.features.exam.Bundles;
import org.ipmibridge.features.exam.FeatureExam;
import org.ipmibridge.features.exam.Ports;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A BMC without a hypervisor: it answers, and says that its machine cannot be reached. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class IpmiFeatureIT {
    private static final String BMC_FILE = "org.ipmibridge.virtual.bmc-lonely.cfg";
    private static final Login LOGIN = Login.of("oper", "test");
    private static final int APP = 0x06;
    private static final int CHASSIS = 0x00;
    private static final int GET_DEVICE_ID = 0x01;
    private static final int GET_CHASSIS_STATUS = 0x01;

    @Inject
    private BundleContext context;

    @Inject
    private BmcDirectory bmcs;

    @Configuration
    public Option[] boot() throws Exception {
        return FeatureExam.of("runtime", "ipmi")
                .withConfig(
                        "org.ipmibridge.ipmi.users-oper.cfg",
                        "id = 2",
                        "name = oper",
                        ".password = test",
                        "privilege = administrator")
                .withConfig(BMC_FILE, "port = " + Ports.free(), "machine = none")
                .options();
    }

    @Before
    public void awaitTheBmc() throws Exception {
        Await.until("the BMC answers", () -> {
            try (RemoteConsole console = RemoteConsole.loggedIn(endpoint(), LOGIN)) {
                return console.command(APP, GET_DEVICE_ID).code() == 0;
            }
        });
    }

    @Test
    public void everyBundleOfTheFeatureIsActive() {
        assertThat(Bundles.inactive(context)).isEmpty();
    }

    @Test
    public void anUnknownUserIsRefusedAndAKnownOneIsNot() {
        assertThatThrownBy(() -> RemoteConsole.loggedIn(endpoint(), Login.of("nobody", "test")))
                .isInstanceOf(RefusedException.class);

        try (RemoteConsole console = RemoteConsole.loggedIn(endpoint(), LOGIN)) {
            Message identity = console.command(APP, GET_DEVICE_ID);
            assertThat(identity.code()).isZero();
            assertThat(identity.data()).hasSizeGreaterThanOrEqualTo(11);
        }
    }

    @Test
    public void thePowerStateOfAMachineThatIsNotThereIsNotInvented() {
        try (RemoteConsole console = RemoteConsole.loggedIn(endpoint(), LOGIN)) {
            assertThat(console.command(CHASSIS, GET_CHASSIS_STATUS).code()).isEqualTo(0xD3);
        }
    }

    @Test
    public void anEditedPortIsListenedOnWithoutARestart() throws Exception {
        InetSocketAddress before = endpoint();
        Path file = FeatureExam.configDirectory().resolve(BMC_FILE);
        Files.write(file, List.of("port = " + Ports.free(), "machine = none"));

        Await.until("the edit is in force", () -> !endpoint().equals(before));
        awaitTheBmc();
    }

    @Test
    public void aBundleIsReplacedUnderAnOpenSession() throws Exception {
        for (String name : List.of("ipmi.dispatch", "commands.app", "ipmi.session", "ipmi.users", "rmcp.transport")) {
            Bundle bundle = Bundles.named(context, "org.ipmibridge." + name);
            try (RemoteConsole console = RemoteConsole.loggedIn(endpoint(), LOGIN)) {
                bundle.update();

                Await.until(
                        "the session goes on with a new " + name,
                        () -> console.command(APP, GET_DEVICE_ID).code() == 0);
            }
            assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        }
    }

    private InetSocketAddress endpoint() {
        return bmcs.find("lonely").map(Bmc::endpoint).orElseThrow();
    }
}
