package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipmibridge.ipmi.console.ConsoleException;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.junit.Test;

/**
 * A hundred updates of each bundle in a row, with sessions open, commands on their way and SSH switched on, leave nothing behind. The four bundles whose packages
 * all others use are updated 25 times each, which replaces every bundle a hundred times more.
 */
public class UpdateLeakIT {
    private static final Login ADMIN = Login.of("admin", "password");
    private static final int TIMES = Integer.getInteger("updates", 100);
    private static final int SESSIONS = 8;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration SETTLING = Duration.ofSeconds(60);

    /**
     * Updates every bundle of the bridge as often as the file {@code go} says, when there is one: what others have of its packages is
     * refreshed each time, as the deployer does it.
     */
    private static final String DRIVER = """
            package org.example.driver;
            import java.nio.file.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.osgi.framework.*;
            import org.osgi.framework.wiring.FrameworkWiring;
            public class Activator implements BundleActivator, Runnable {
                private BundleContext context;
                private Path directory;
                public void start(BundleContext context) {
                    this.context = context;
                    this.directory = Path.of(context.getProperty("org.ipmibridge.data"));
                    Thread thread = new Thread(this, "driver");
                    thread.setDaemon(true);
                    thread.start();
                }
                public void stop(BundleContext context) {}
                public void run() {
                    try {
                        while (context.getBundle().getState() != Bundle.STOPPING) {
                            Path go = directory.resolve("go");
                            if (Files.exists(go)) {
                                int times = Integer.parseInt(Files.readString(go).trim());
                                Files.delete(go);
                                Files.writeString(directory.resolve("done.part"), updateAll(times));
                                Files.move(directory.resolve("done.part"), directory.resolve("done"));
                            }
                            Thread.sleep(50);
                        }
                    } catch (Exception e) {
                        e.printStackTrace();
                    }
                }
                private String updateAll(int times) {
                    StringBuilder report = new StringBuilder();
                    FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
                    for (Bundle bundle : context.getBundles()) {
                        if (!bundle.getSymbolicName().startsWith("org.ipmibridge.")) {
                            continue;
                        }
                        long begin = System.nanoTime();
                        try {
                            boolean used = false;
                            int done = 0;
                            // Whoever uses its packages is restarted each time: all of the bridge is, by each of the four.
                            for (; done < (used ? Math.max(1, times / 4) : times); done++) {
                                bundle.update();
                                if (wiring.getRemovalPendingBundles().contains(bundle)) {
                                    used = true;
                                    CountDownLatch refreshed = new CountDownLatch(1);
                                    wiring.refreshBundles(List.of(bundle), event -> refreshed.countDown());
                                    refreshed.await(60, TimeUnit.SECONDS);
                                }
                            }
                            report.append(String.format(Locale.ROOT, "%-36s %4d updates, %8.1f ms each%n", bundle.getSymbolicName(),
                                    done, (System.nanoTime() - begin) / 1e6 / done));
                        } catch (Exception e) {
                            report.append("FAILED " + bundle.getSymbolicName() + ": " + e + "\\n");
                        }
                    }
                    return report.toString();
                }
            }
            """;

    private Path data;

    @Test
    public void aHundredUpdatesOfEachBundleLeaveNothingBehind() throws Exception {
        Path scratch = Archive.scratch();
        ConfigFiles config = ConfigFiles.demonstration(scratch.resolve("config"));
        config.set("org.ipmibridge.metrics.cfg", "enabled", "true");
        config.set("org.ipmibridge.metrics.cfg", "port", ConfigFiles.freePort());
        SshDoor door = new SshDoor(config, scratch);
        data = scratch.resolve("data");
        Files.createDirectories(data.resolve("deploy"));
        BundleBuilder.named("org.example.driver")
                .header("Bundle-Activator", "org.example.driver.Activator")
                .header("Import-Package", "org.osgi.framework,org.osgi.framework.wiring")
                .source("org.example.driver.Activator", DRIVER)
                .write(data.resolve("deploy").resolve("driver.jar"));
        try (RunningBridge bridge = RunningBridge.start(
                List.of(),
                config.directory(),
                data,
                Map.of("BRIDGE_JAVA_OPTS", "-XX:SoftRefLRUPolicyMSPerMB=0 -Xmx256m"))) {
            bridge.awaitReady();
            door.enter();
            updateAll(2, config);
            door.enter();
            door.shut();
            Footprint before = Footprint.of(bridge.pid());

            door.enter();
            String report = updateAll(TIMES, config);
            door.enter();
            door.shut();

            Footprint after = awaitNothingBeyond(before, bridge);
            System.out.printf(
                    "%s%d updates of a bundle: class loaders %d -> %d, threads %d -> %d, descriptors %d -> %d%n",
                    report,
                    TIMES,
                    before.classLoaders(),
                    after.classLoaders(),
                    before.threadCount(),
                    after.threadCount(),
                    before.descriptorCount(),
                    after.descriptorCount());
            assertThat(after.beyond(before)).isEmpty();
            assertThat(Footprint.loaded(bridge.pid(), "org.ipmibridge.shell.ssh.SshService"))
                    .as("class loaders of the bundle whose server was open at each update")
                    .isEqualTo(1);
            assertThat(report).doesNotContain("FAILED").contains("org.ipmibridge.rmcp.transport");
            assertThat(bridge.stop()).isZero();
        }
    }

    private String updateAll(int times, ConfigFiles config) throws Exception {
        List<Traffic> clients = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            clients.add(new Traffic(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port(i % 3 + 1))));
        }
        Files.writeString(data.resolve("go.part"), Integer.toString(times));
        Files.move(data.resolve("go.part"), data.resolve("go"));
        Path done = data.resolve("done");
        Instant end = Instant.now().plus(LONGEST);
        while (!Files.exists(done)) {
            assertThat(Instant.now()).as("updates take too long").isBefore(end);
            Thread.sleep(50);
        }
        String report = Files.readString(done);
        Files.delete(done);
        for (Traffic client : clients) {
            client.end();
        }
        return report;
    }

    /** What is under way when the last update ends has its time to end too. */
    private static Footprint awaitNothingBeyond(Footprint before, RunningBridge bridge) throws Exception {
        Instant end = Instant.now().plus(SETTLING);
        Footprint now = Footprint.of(bridge.pid());
        while (!now.beyond(before).isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(1000);
            now = Footprint.of(bridge.pid());
        }
        return now;
    }

    /** A client that logs in again when it must. */
    private static final class Traffic implements Runnable {
        private final InetSocketAddress bmc;
        private final Thread thread = new Thread(this, "traffic");
        private volatile boolean ended;

        Traffic(InetSocketAddress bmc) {
            this.bmc = bmc;
            thread.start();
        }

        @Override
        public void run() {
            while (!ended) {
                try (RemoteConsole console = RemoteConsole.loggedIn(bmc, ADMIN)) {
                    while (!ended) {
                        console.command(0x00, 0x01);
                        Thread.sleep(100);
                    }
                    console.closeSession();
                } catch (ConsoleException e) {
                    // It is about what stays behind, not about who is answered.
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join();
        }
    }
}
