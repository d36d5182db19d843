package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Bundles that come, go, and are broken in every way, while a client sends commands all the time. */
public class DeployIT {
    private static final Login ADMIN = Login.of("admin", "password");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int APP = 0x06;
    private static final int GET_DEVICE_ID = 0x01;

    private static RunningBridge bridge;
    private static Path data;
    private static InetSocketAddress vm1;
    private static Traffic traffic;

    /** One session that asks and asks; what it is not answered is a failure of whatever goes on meanwhile. */
    private static final class Traffic implements Runnable {
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Thread thread = new Thread(this, "traffic");
        private volatile boolean ended;

        Traffic() {
            thread.start();
        }

        @Override
        public void run() {
            try (RemoteConsole console = RemoteConsole.loggedIn(vm1, ADMIN)) {
                while (!ended) {
                    Message answer = console.command(APP, GET_DEVICE_ID);
                    if (answer.code() != 0) {
                        throw new AssertionError("Get Device ID: " + answer);
                    }
                    Thread.sleep(5);
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        }

        void assertAnswered() {
            assertThat(failure.get()).as("the client's failure").isNull();
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join(10_000);
        }
    }

    @BeforeClass
    public static void start() throws Exception {
        Path scratch = Archive.scratch();
        ConfigFiles config = ConfigFiles.demonstration(scratch.resolve("config"));
        data = scratch.resolve("data");
        bridge = RunningBridge.start(config.directory(), data);
        bridge.awaitReady();
        vm1 = new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port(1));
        traffic = new Traffic();
    }

    @AfterClass
    public static void stop() throws Exception {
        traffic.end();
        try (RunningBridge stopped = bridge) {
            assertThat(stopped.stop()).isZero();
        }
    }

    @After
    public void nobodyElseHasNoticed() throws Exception {
        try (Stream<Path> files = Files.list(deploy())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        await("nothing is deployed", () -> !shell("bundle:list").contains("deploy/"));
        traffic.assertAnswered();
    }

    private static Path deploy() {
        return data.resolve("deploy");
    }

    private static void put(String file, BundleBuilder bundle) throws IOException {
        Path part = bundle.write(deploy().resolve(file + ".part"));
        Files.move(part, part.resolveSibling(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Finished run(String... command) throws Exception {
        return Command.run(
                java.util.Map.of(),
                Stream.concat(Stream.of(Archive.script(), "shell", "--data", data.toString()), Arrays.stream(command))
                        .toList());
    }

    private static String shell(String... command) throws Exception {
        Finished finished = run(command);
        assertThat(finished.code()).as("%s", finished).isZero();
        return finished.output();
    }

    /** When the shell of now began to listen; none while there is none. The shell of before answers for a moment after it said goodbye. */
    private static Optional<FileTime> listeningSince() throws IOException {
        Path socket = Path.of(
                Files.readString(data.resolve("run").resolve("shell.path")).strip());
        try {
            return Optional.of(Files.getLastModifiedTime(socket));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void await(String what, Callable<Boolean> asked) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!asked.call()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.sleep(50);
        }
    }

    private static void awaitProblem(String text) throws Exception {
        await(text, () -> shell("bmc:problems").contains(text));
    }

    /** What the OEM command gives: its byte, or its completion code where that is none. */
    private static int oem() {
        try (RemoteConsole console = RemoteConsole.loggedIn(vm1, ADMIN)) {
            Message answer = console.command(OemBundle.NET_FN, 1);
            console.closeSession();
            return answer.code() == 0 ? answer.data()[0] & 0xFF : -answer.code();
        }
    }

    private static void awaitOem(int answer) throws Exception {
        await("the command gives " + answer, () -> oem() == answer);
    }

    @Test
    public void aCommandComesIsReplacedByANewerOneAndGoes() throws Exception {
        assertThat(oem()).isEqualTo(-0xC1);
        put("oem-1.0.jar", OemBundle.answering("1.0.0", 10));
        awaitOem(10);
        put("oem-1.1.jar", OemBundle.answering("1.1.0", 11));
        awaitOem(11);
        awaitProblem(
                "deploy/oem-1.0.jar: org.example.oem 1.0.0: org.example.oem 1.1.0 in oem-1.1.jar takes precedence");
        Files.delete(deploy().resolve("oem-1.1.jar"));
        awaitOem(10);
        Files.delete(deploy().resolve("oem-1.0.jar"));
        awaitOem(-0xC1);
    }

    @Test
    public void aHalfCopiedJarChangesNothingUntilItIsWhole() throws Exception {
        put("oem.jar", OemBundle.answering("1.0.0", 10));
        awaitOem(10);
        byte[] newer = OemBundle.answering("1.1.0", 11).bytes();
        Files.write(deploy().resolve("oem.jar"), Arrays.copyOf(newer, newer.length - 1));
        awaitProblem("deploy/oem.jar: is no whole jar");
        assertThat(oem()).isEqualTo(10);
        Files.write(deploy().resolve("oem.jar"), newer);
        awaitOem(11);
        await("all is well", () -> !shell("bmc:problems").contains("deploy/"));
    }

    @Test
    public void aBundleOfTheDistributionIsOverriddenAndComesBack() throws Exception {
        put("app.jar", like("commands-app").version("0.0.1"));
        await("the override", () -> shell("bundle:list")
                .matches("(?s).*commands\\.app +0\\.0\\.1 .*deploy/app\\.jar.*"));
        Files.delete(deploy().resolve("app.jar"));
        await("the own", () -> shell("bundle:list")
                .matches("(?s).*commands\\.app +0\\.1\\.0\\S* +running +distribution.*"));
    }

    @Test
    public void anOverrideThatDoesNotWorkIsRolledBack() throws Exception {
        put("app.jar", like("commands-app").version("9.0.0").activator("throw new IllegalStateException(\"boom\");"));
        awaitProblem("its activator throws IllegalStateException: boom; the distribution's own is in force");
        put("app.jar", like("commands-app").version("9.1.0").header("Require-Bundle", "org.example.nobody"));
        awaitProblem("needs bundle org.example.nobody");
        assertThat(shell("bundle:list")).containsPattern("commands\\.app +0\\.1\\.0\\S* +running +distribution");
    }

    @Test
    public void anUpdateWhoseComponentCannotBeMadeIsRolledBack() throws Exception {
        put("oem.jar", OemBundle.answering("1.0.0", 10));
        awaitOem(10);
        put("oem.jar", OemBundle.failing("1.1.0"));
        awaitProblem("deploy/oem.jar: org.example.oem 1.1.0: its component org.example.oem.Oem fails:"
                + " IllegalStateException: no such device; org.example.oem 1.0.0 is in force");
        assertThat(oem()).isEqualTo(10);
    }

    @Test
    public void brokenBundlesAreToldInOneLineEach() throws Exception {
        Files.writeString(deploy().resolve("text.jar"), "no jar");
        put(
                "unresolved.jar",
                BundleBuilder.named("org.example.unresolved").header("Import-Package", "org.example.none"));
        put(
                "throws.jar",
                BundleBuilder.named("org.example.thrower").activator("throw new RuntimeException(\"boom\");"));
        put("oem.jar", OemBundle.failing("1.0.0"));
        for (String problem : List.of(
                "deploy/text.jar: is no whole jar",
                "deploy/unresolved.jar: org.example.unresolved 1.0.0: needs package org.example.none, which no bundle has",
                "deploy/throws.jar: org.example.thrower 1.0.0: its activator throws RuntimeException: boom",
                "deploy/oem.jar: org.example.oem 1.0.0: its component org.example.oem.Oem fails")) {
            awaitProblem(problem);
        }
        assertThat(shell("bundle:list")).contains("org.example.unresolved", "needs package org.example.none");
    }

    @Test
    public void aHandlerThatThrowsOrNeverAnswersIsTold() throws Exception {
        put("oem.jar", OemBundle.handling("1.0.0", "throw new IllegalStateException(\"boom\");"));
        awaitOem(-0xFF);
        awaitProblem("bundle org.example.oem: command \"Mount Something\" (NetFn 30h, command 01h) fails with"
                + " IllegalStateException: boom");

        put(
                "oem.jar",
                OemBundle.handling(
                        "1.1.0",
                        "try { Thread.sleep(3600_000); } catch (InterruptedException e) { }"
                                + " return CommandResponse.of(1).now();"));
        await(
                "the new version",
                () -> shell("bundle:list").contains("deploy/oem.jar")
                        && shell("bundle:list").contains("1.1.0"));
        try (RemoteConsole console = RemoteConsole.loggedIn(vm1, ADMIN)) {
            console.send(OemBundle.NET_FN, 1);
        }
        awaitProblem("bundle org.example.oem: command \"Mount Something\" (NetFn 30h, command 01h) blocks");
    }

    @Test
    public void aBundleIsDeployedAndUndeployedFromTheShell() throws Exception {
        Path jar = OemBundle.answering("1.0.0", 10).write(data.resolve("any.jar"));
        assertThat(shell("bundle:deploy", jar.toString())).isEqualTo("org.example.oem 1.0.0 is in force");
        assertThat(oem()).isEqualTo(10);

        Finished refused =
                run("bundle:deploy", OemBundle.failing("1.1.0").write(jar).toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.output())
                .isEqualTo("org.example.oem 1.1.0: its component org.example.oem.Oem fails: IllegalStateException:"
                        + " no such device; org.example.oem 1.0.0 is in force");
        assertThat(oem()).isEqualTo(10);
        assertThat(shell("bmc:problems")).doesNotContain("deploy/");
        assertThat(shell("bundle:info", "org.example.oem")).contains("1.0.0", "org.example.oem.jar");
        assertThat(shell("service:list")).contains("org.example.oem");

        assertThat(shell("bundle:undeploy", "org.example.oem")).isEqualTo("org.example.oem is uninstalled");
        assertThat(oem()).isEqualTo(-0xC1);

        Finished missing = run("bundle:deploy", "/none.jar");
        assertThat(missing.code()).isEqualTo(1);
    }

    @Test
    public void bundlesAreRestartedTheShellItselfToo() throws Exception {
        assertThat(shell("bundle:restart", "commands.chassis"))
                .startsWith("org.ipmibridge.commands.chassis was restarted");
        FileTime before = listeningSince().orElseThrow();
        assertThat(shell("bundle:restart", "shell.commands")).contains("restarts now");
        await(
                "another shell",
                () -> listeningSince().filter(since -> !since.equals(before)).isPresent());
        await("the shell is back", () -> run("bundle:list").code() == 0);
        assertThat(run("bundle:restart", "nobody").output())
                .isEqualTo("there is no bundle nobody of the bridge or from deploy/");
    }

    @Test
    public void overridesAreInPlaceAtTheStartAndBrokenOnesDoNoHarm() throws Exception {
        Path scratch = Archive.scratch();
        ConfigFiles config = ConfigFiles.demonstration(scratch.resolve("config"));
        Path jars = Files.createDirectories(scratch.resolve("data").resolve("deploy"));
        like("commands-app").version("9.0.0").write(jars.resolve("app.jar"));
        like("ipmi-dispatch")
                .version("9.0.0")
                .activator("throw new IllegalStateException(\"boom\");")
                .write(jars.resolve("dispatch.jar"));
        like("ipmi-session")
                .version("9.0.0")
                .header("Require-Bundle", "org.example.nobody")
                .write(jars.resolve("session.jar"));
        OemBundle.answering("1.0.0", 10).write(jars.resolve("oem.jar"));
        letBeOld(jars);
        try (RunningBridge other = RunningBridge.start(config.directory(), scratch.resolve("data"))) {
            other.awaitReady();
            for (String line : List.of(
                    "commands\\.app +9\\.0\\.0 +running +deploy",
                    "ipmi\\.dispatch +0\\.1\\.0\\S* +running +distribution",
                    "ipmi\\.session +0\\.1\\.0\\S* +running +distribution",
                    "example\\.oem +1\\.0\\.0 +running")) {
                await(
                        line,
                        () -> Pattern.compile(line).matcher(bundlesOf(scratch)).find());
            }
            assertThat(other.stop()).isZero();
            assertThat(other.err()).noneMatch(line -> line.startsWith("bridge: "));
        }
    }

    /** A file that is new may still be being written, so that it is not yet in place at the start. */
    private static void letBeOld(Path jars) throws IOException {
        FileTime old = FileTime.from(Instant.now().minusSeconds(60));
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.toList()) {
                Files.setLastModifiedTime(jar, old);
            }
        }
    }

    private static String bundlesOf(Path scratch) throws Exception {
        return Command.run(
                        Archive.script(),
                        "shell",
                        "--data",
                        scratch.resolve("data").toString(),
                        "bundle:list")
                .output();
    }

    private static BundleBuilder like(String bundle) throws Exception {
        return BundleBuilder.like(Archive.only(Archive.home().resolve("bundles"), bundle + "-*.jar"));
    }
}
