package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** The files of the configuration, edited right and wrong, by hand and by commands, while the bridge runs. */
public class ConfigurationFilesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ON = "Chassis Power is on";
    private static final String NONE = "no problems";

    /** A wrong value of each PID: file, key, value, and a part of the reason. */
    private static final List<List<String>> WRONG = List.of(
            List.of("org.ipmibridge.rmcp.transport.cfg", "io.threads", "many", "must be a whole number, 1 to 64"),
            List.of("org.ipmibridge.ipmi.session.cfg", "cipher.suites", "17,0", "must be some of 1, 2, 3"),
            List.of("org.ipmibridge.ipmi.users-admin.cfg", "privilege", "boss", "must be user, operator"),
            List.of("org.ipmibridge.virtual.bmc-vm1.cfg", "port", "70000", "must be a whole number, 1 to 65535"),
            List.of("org.ipmibridge.commands.chassis.cfg", "cycle.when.off", "perhaps", "must be refuse or on"),
            List.of("org.ipmibridge.hypervisor.simulated.cfg", "name", "../lab", "must be 1 to 80 letters"),
            List.of("org.ipmibridge.hypervisor.simulated.machine-vm1.cfg", "firmware", "coreboot", "bios, efi"),
            List.of("org.ipmibridge.hypervisor.vmware-lab.cfg", "url", "ftp://lab", "must be https://host"),
            List.of("org.ipmibridge.hypervisor.vmware.machine-web.cfg", "firmware.change", "maybe", "true or false"),
            List.of("org.ops4j.pax.logging.cfg", "level", "LOUD", "must be ERROR, WARN, INFO, DEBUG"));

    private Path scratch;
    private Path data;
    private ConfigFiles config;

    @Before
    public void demonstration() throws Exception {
        scratch = Archive.scratch();
        config = ConfigFiles.demonstration(scratch.resolve("config"));
        data = scratch.resolve("data");
    }

    @Test
    public void aWrongEditOfAnyFileIsToldAndTheLastGoodOneStaysUntilItIsMended() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(config.directory(), data)) {
            bridge.awaitReady();
            awaitProblems(NONE);
            Map<String, byte[]> good = new LinkedHashMap<>();
            for (List<String> wrong : WRONG) {
                Path file = config.directory().resolve(wrong.get(0));
                good.put(wrong.get(0), Files.exists(file) ? Files.readAllBytes(file) : null);
                config.set(wrong.get(0), wrong.get(1), wrong.get(2));
            }
            config.set("org.ipmibridge.hypervisor.vmware.machine-web.cfg", "machine", "web");

            for (List<String> wrong : WRONG) {
                String told =
                        config.directory().resolve(wrong.get(0)) + ": " + wrong.get(1) + " = " + wrong.get(2) + ": ";
                awaitProblems(told);
                assertThat(problems().lines().filter(line -> line.contains(told)))
                        .singleElement()
                        .asString()
                        .contains(wrong.get(3));
                assertThat(bridge.logged()).contains(told);
            }
            for (int bmc = 1; bmc <= 3; bmc++) {
                assertThat(Client.admin(config.port(bmc)).run("power", "status").code())
                        .isZero();
            }
            assertThat(Client.admin(config.port(1)).run("power", "status").output())
                    .isEqualTo(ON);
            assertThat(shell("bmc:problems", "--check").code()).isEqualTo(1);

            for (Map.Entry<String, byte[]> file : good.entrySet()) {
                Path path = config.directory().resolve(file.getKey());
                if (file.getValue() == null) {
                    Files.delete(path);
                } else {
                    replace(path, file.getValue());
                }
            }
            awaitProblems(NONE);
            assertThat(shell("bmc:problems", "--check").code()).isZero();
        }
    }

    @Test
    public void filesThatNobodyUsesOrCanReadAreTold() throws Exception {
        config.write("org.ipmibridge.no.such.thing.cfg", "a = 1");
        config.write("org.ipmibridge.ipmi.session-extra.cfg", "idle.seconds = 7");
        config.write("org.ipmibridge.virtual.bmc-broken.cfg", "machine = C:\\users");
        config.session("idle.secs", 7);
        try (RunningBridge bridge = RunningBridge.start(config.directory(), data)) {
            bridge.awaitReady();
            // A disk that is slow for a moment is one more.
            assertThat(bridge.out()).anyMatch(line -> line.matches("[45] problems: see bmc:problems"));
            assertThat(problems())
                    .contains(
                            "no running bundle has a configuration org.ipmibridge.no.such.thing",
                            "there is one such configuration only, and its file is org.ipmibridge.ipmi.session.cfg",
                            "org.ipmibridge.virtual.bmc-broken.cfg: cannot be read, line 1: \\user",
                            "org.ipmibridge.ipmi.session.cfg: idle.secs: no such key");
        }
    }

    @Test
    public void variablesAndSecretsStandInAnyValueAndAChangedSecretIsInForceAtOnce() throws Exception {
        Path secrets = secrets(Map.of("admin", "first"));
        config.user("admin", ".password", "$[secret:admin]").session("sessions.max", "$[env:MOST]");
        config.user(5, "env", "$[env:ENV_PASSWORD]", "user");
        Map<String, String> environment = Map.of("MOST", "1", "ENV_PASSWORD", "from-env");
        try (RunningBridge bridge = RunningBridge.start(List.of(), config.directory(), data, environment)) {
            bridge.awaitReady();
            awaitProblems(NONE);
            assertThat(new Client(config.port(1), "env", "from-env")
                            .run("-L", "USER", "power", "status")
                            .output())
                    .isEqualTo(ON);
            assertThat(admin("first").code()).isZero();

            replace(secrets.resolve("admin"), "second".getBytes());
            await(() -> admin("second").code() == 0);
            assertThat(admin("first").code()).isNotZero();

            Files.delete(secrets.resolve("admin"));
            awaitProblems("there is no file " + secrets.resolve("admin"));
            assertThat(admin("second").code()).isZero();

            config.session("sessions.max", "$[env:NO_SUCH_VARIABLE]");
            awaitProblems("sessions.max: the environment variable NO_SUCH_VARIABLE is not set");
            assertThat(bridge.logged()).doesNotContain("from-env", "second");
        }
    }

    @Test
    public void commandsEditTheFileAndTakeBackWhatIsRefused() throws Exception {
        Path file = config.directory().resolve("org.ipmibridge.ipmi.session.cfg");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        String before = Files.readString(file);
        int port = ConfigFiles.freePort();
        try (RunningBridge bridge = RunningBridge.start(config.directory(), data)) {
            bridge.awaitReady();

            succeeds("config:set", "ipmi.session", "idle.seconds", "120");
            assertThat(Files.readString(file)).isEqualTo(before.replace("idle.seconds = 60", "idle.seconds = 120"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r-----");
            assertThat(succeeds("config:get", "ipmi.session", "idle.seconds")).isEqualTo("120");
            assertThat(fails("config:set", "ipmi.session", "idle.seconds", "1")).contains("5 to 86400");
            assertThat(succeeds("config:get", "ipmi.session", "idle.seconds")).isEqualTo("120");
            assertThat(fails("config:set", "ipmi.users-admin", ".password", "seen"))
                    .contains("is a secret");

            assertThat(succeeds("bmc:add", "web", "--port", "" + port, "--machine", "vm1"))
                    .contains("listening");
            assertThat(Client.admin(port).run("power", "status").output()).isEqualTo(ON);
            assertThat(fails("bmc:add", "other", "--port", "" + port)).contains("web", "already");
            assertThat(succeeds("bmc:disable", "web")).contains("disabled");
            assertThat(Probe.answers(port, Duration.ofMillis(200))).isFalse();
            assertThat(succeeds("bmc:enable", "web")).contains("listening");
            succeeds("bmc:remove", "web");
            assertThat(succeeds("bmc:list")).doesNotContain("web");
            awaitProblems(NONE);
        }
    }

    @Test
    public void usersAreAddedChangedAndRemovedAndTheirPasswordsAreInFilesOfTheirOwn() throws Exception {
        Path password = Files.writeString(scratch.resolve("password"), "from-stdin\n");
        Path secret = config.directory().resolve("secrets").resolve("ipmi-eve");
        try (RunningBridge bridge = RunningBridge.start(config.directory(), data)) {
            bridge.awaitReady();

            Finished added =
                    Command.run(Map.of(), password.toFile(), command("user:add", "eve", "--privilege", "operator"));
            assertThat(added.code()).as("%s", added).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
            assertThat(eve("from-stdin").output()).isEqualTo(ON);

            Files.writeString(password, "the-second\n");
            succeeds("user:password", "eve", "--password-file", password.toString());
            assertThat(eve("the-second").output()).isEqualTo(ON);
            assertThat(eve("from-stdin").code()).isNotZero();

            assertThat(fails("user:privilege", "eve", "boss")).contains("must be user, operator");
            succeeds("user:disable", "eve");
            assertThat(eve("the-second").code()).isNotZero();
            succeeds("user:enable", "eve");
            assertThat(eve("the-second").output()).isEqualTo(ON);
            succeeds("user:remove", "eve");
            assertThat(secret).doesNotExist();
            assertThat(eve("the-second").code()).isNotZero();
            assertThat(bridge.logged()).doesNotContain("from-stdin", "the-second");
        }
    }

    @Test
    public void aConfigurationThatIsMountedReadOnlyIsLiveAndCommandsSayThatTheyCannotEditIt() throws Exception {
        assumeTrue(Command.run("unshare", "-m", "true").code() == 0);
        String mount = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"";
        List<String> readOnly =
                List.of("unshare", "-m", "sh", "-c", mount, config.directory().toString());
        int port = ConfigFiles.freePort();
        try (RunningBridge bridge = RunningBridge.start(readOnly, config.directory(), data, Map.of())) {
            bridge.awaitReady();
            awaitProblems(NONE);

            assertThat(fails("config:set", "ipmi.session", "idle.seconds", "120"))
                    .contains("org.ipmibridge.ipmi.session.cfg cannot be changed by the bridge");
            assertThat(fails("bmc:add", "web", "--port", "1")).contains("cannot be changed by the bridge");
            assertThat(fails("user:add", "eve", "--generate")).contains("secrets cannot be made");

            config.bmc("vm2", "port", port);
            assertThat(Probe.answers(port, PATIENCE)).isTrue();
            config.bmc("vm2", "port", "x");
            awaitProblems("org.ipmibridge.virtual.bmc-vm2.cfg: port = x");
        }
    }

    @Test
    public void aConfigurationOfLinksThatAreSwappedIsLive() throws Exception {
        Path mounted = Files.createDirectory(scratch.resolve("mounted"));
        Files.move(config.directory(), mounted.resolve("..first"));
        Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..first"));
        try (var files = Files.list(mounted.resolve("..first"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.createSymbolicLink(
                        mounted.resolve(file.getFileName()), Path.of("..data", "" + file.getFileName()));
            }
        }
        int port = ConfigFiles.freePort();
        try (RunningBridge bridge = RunningBridge.start(mounted, data)) {
            bridge.awaitReady();
            assertThat(Client.admin(config.port(1)).run("power", "status").output())
                    .isEqualTo(ON);

            Path second = Files.createDirectory(mounted.resolve("..second"));
            try (var files = Files.list(mounted.resolve("..first"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, second.resolve(file.getFileName()));
                }
            }
            Path bmc = second.resolve("org.ipmibridge.virtual.bmc-vm2.cfg");
            Files.writeString(bmc, Files.readString(bmc).replaceAll("port = \\d+", "port = " + port));
            Files.createSymbolicLink(mounted.resolve("..data.new"), Path.of("..second"));
            Files.move(mounted.resolve("..data.new"), mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

            assertThat(Probe.answers(port, PATIENCE)).isTrue();
            assertThat(Client.admin(port).run("power", "status").code()).isZero();
        }
    }

    private Path secrets(Map<String, String> contents) throws Exception {
        Path directory = Files.createDirectory(
                config.directory().resolve("secrets"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (Map.Entry<String, String> secret : contents.entrySet()) {
            Files.writeString(directory.resolve(secret.getKey()), secret.getValue());
        }
        return directory;
    }

    private static void replace(Path file, byte[] content) throws Exception {
        Path part = Files.write(file.resolveSibling(file.getFileName() + ".part"), content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Finished admin(String password) throws Exception {
        return new Client(config.port(1), "admin", password).run("power", "status");
    }

    private Finished eve(String password) throws Exception {
        return new Client(config.port(1), "eve", password).run("-L", "OPERATOR", "power", "status");
    }

    private String problems() throws Exception {
        return succeeds("bmc:problems");
    }

    private void awaitProblems(String part) throws Exception {
        await(() -> problems().contains(part));
    }

    private void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now())
                    .as("in time; the problems are: %s", problems())
                    .isBefore(end);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private String succeeds(String... command) throws Exception {
        Finished finished = shell(command);
        assertThat(finished.code()).as("%s", finished).isZero();
        return finished.output();
    }

    private String fails(String... command) throws Exception {
        Finished finished = shell(command);
        assertThat(finished.code()).as("%s", finished).isEqualTo(1);
        return finished.output();
    }

    private Finished shell(String... command) throws Exception {
        return Command.run(Map.of(), command(command));
    }

    private List<String> command(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(Archive.script(), "shell", "--data", data.toString()));
        command.addAll(List.of(words));
        return command;
    }
}
