package org.ipmibridge.features.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.inject.Inject;
import org.ipmibridge.features.exam.Await;
import org.ipmibridge.features.exam.Bundles;
import org.ipmibridge.features.exam.FeatureExam;
import org.ipmibridge.features.exam.Ports;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.observe.CommandObserver;
import org.ipmibridge.ipmi.api.observe.SessionObserver;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The figures, which are there only for as long as they are switched on. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class MetricsFeatureIT {
    private static final String FILE = "org.ipmibridge.metrics.cfg";
    private static final Login LOGIN = Login.of("oper", "test");
    private static final String COMMANDS = "ipmibridge_commands_total{code=\"0x00\",command=\"Get Chassis Status\"} ";

    private static final String QUEUE = "ipmibridge_queue_length{queue=\"test\"} ";

    @Inject
    private BundleContext context;

    @Inject
    private BmcDirectory bmcs;

    private final HttpClient http = HttpClient.newHttpClient();

    @Configuration
    public Option[] boot() throws Exception {
        return FeatureExam.of("runtime", "ipmi", "simulated", "metrics")
                .withConfig(
                        "org.ipmibridge.ipmi.users-oper.cfg",
                        "id = 2",
                        "name = oper",
                        ".password = test",
                        "privilege = administrator")
                .withConfig("org.ipmibridge.hypervisor.simulated.cfg", "name = simulated")
                .withConfig("org.ipmibridge.hypervisor.simulated.machine-box.cfg", "name = box")
                .withConfig("org.ipmibridge.virtual.bmc-box.cfg", "machine = box", "port = " + Ports.free())
                .options();
    }

    @After
    public void switchOff() throws Exception {
        Files.deleteIfExists(FeatureExam.configDirectory().resolve(FILE));
        Await.until("nobody observes", this::isNobodyObserving);
    }

    @Test
    public void everyBundleOfTheFeatureIsActive() {
        assertThat(Bundles.inactive(context)).isEmpty();
    }

    @Test
    public void commandsAreCountedForAsLongAsFiguresAreSwitchedOn() throws Exception {
        assertThat(isNobodyObserving()).isTrue();
        int port = freePort();
        write("enabled = true", "port = " + port);
        Await.until("figures are served", () -> get(port, "/metrics").contains("ipmibridge_bmcs"));

        try (RemoteConsole console = console()) {
            console.command(0x00, 0x01);
            console.command(0x00, 0x01);
        }
        Await.until("two commands are counted", () -> get(port, "/metrics").contains(COMMANDS + "2.0"));
        assertThat(get(port, "/metrics"))
                .contains("ipmibridge_logins_total{outcome=\"opened\"} 1.0", "ipmibridge_hypervisor_machines{");
        Await.until("the bridge is ready", () -> get(port, "/-/ready").equals("ready\n"));

        write("enabled = false", "port = " + port);
        Await.until("the port is free", () -> isFree(port));
        Await.until("nobody observes", this::isNobodyObserving);
    }

    @Test
    public void aQueueThatABundleTellsOfIsShownForAsLongAsItDoes() throws Exception {
        int port = freePort();
        write("enabled = true", "port = " + port);
        ServiceRegistration<LongSupplier> queue = context.registerService(
                LongSupplier.class, () -> 7, new Hashtable<>(Map.of("org.ipmibridge.queue", "test")));

        Await.until("the queue is shown", () -> get(port, "/metrics").contains(QUEUE + "7.0"));
        assertThat(get(port, "/metrics")).contains("ipmibridge_session_packets_dropped_total ");

        queue.unregister();
        Await.until("the queue is gone", () -> !get(port, "/metrics").contains(QUEUE));
    }

    @Test
    public void figuresGoOnAtAnotherPortAndAWrongValueChangesNothing() throws Exception {
        int port = freePort();
        write("enabled = true", "port = " + port);
        Await.until("figures are served", () -> get(port, "/metrics").contains("ipmibridge_bmcs"));
        try (RemoteConsole console = console()) {
            console.command(0x00, 0x01);
        }
        Await.until("a command is counted", () -> get(port, "/metrics").contains(COMMANDS + "1.0"));

        int other = freePort();
        write("enabled = true", "port = " + other);
        Await.until("figures are served elsewhere", () -> get(other, "/metrics").contains(COMMANDS + "1.0"));
        assertThat(isFree(port)).isTrue();

        write("enabled = true", "port = many");
        Await.until("the wrong value is told", () -> isTold("port = many: must be a whole number"));
        assertThat(get(other, "/metrics")).contains(COMMANDS + "1.0");
    }

    @Test
    public void aPortInUseIsToldAndFiguresAreServedWhenItIsAnotherOne() throws Exception {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write("enabled = true", "port = " + used.getLocalPort());
            Await.until("the port in use is told", () -> isTold("127.0.0.1:" + used.getLocalPort()));
        }
        int port = freePort();
        write("enabled = true", "port = " + port);
        Await.until("figures are served", () -> get(port, "/metrics").contains("ipmibridge_bmcs"));
    }

    @Test
    public void updatesOfTheBundleWhileItServesLeaveNothing() throws Exception {
        int port = freePort();
        write("enabled = true", "port = " + port);
        for (int i = 0; i < 10; i++) {
            Await.until("figures are served", () -> get(port, "/metrics").contains("ipmibridge_bmcs"));
            Bundles.update(context, "org.ipmibridge.metrics");
        }
        Await.until("figures are served", () -> get(port, "/metrics").contains("ipmibridge_bmcs"));

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("metrics-http"))
                .hasSize(1);
        assertThat(context.getServiceReferences(CommandObserver.class, null)).hasSize(1);
    }

    private boolean isNobodyObserving() throws Exception {
        return context.getServiceReferences(CommandObserver.class, null).isEmpty()
                && context.getServiceReferences(SessionObserver.class, null).isEmpty();
    }

    private boolean isTold(String part) throws Exception {
        return context.getServiceReferences(ProblemSource.class, null).stream()
                .map(context::getService)
                .flatMap(source -> source.problems().stream())
                .anyMatch(problem -> problem.text().contains(part));
    }

    private RemoteConsole console() throws Exception {
        Await.until("the BMC listens", () -> bmcs.find("box").isPresent());
        Bmc bmc = bmcs.find("box").orElseThrow();
        return RemoteConsole.loggedIn(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), bmc.endpoint().getPort()),
                LOGIN);
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static void write(String... lines) throws IOException {
        Path file = FeatureExam.configDirectory().resolve(FILE);
        Files.write(file, List.of(lines));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
