package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** The cases of {@code clients.txt}, with the real clients, against the distribution. */
@RunWith(Parameterized.class)
public class ClientsIT {
    private static final String HOST = "127.0.0.1";
    /** Only clients that cannot be told a port ask here, and each run of the tests has an address of its own. */
    private static final String HOST_623 =
            "127.62." + ThreadLocalRandom.current().nextInt(256) + "."
                    + ThreadLocalRandom.current().nextInt(1, 255);

    private static final String ADMIN = "admin";
    private static final String PASSWORD = "tested-only";

    private static RunningBridge bridge;
    private static Map<String, String> environment;

    private final ClientCase client;

    public ClientsIT(ClientCase client) {
        this.client = client;
    }

    @Parameters(name = "{0}")
    public static List<ClientCase> cases() throws IOException {
        return ClientCase.read("clients.txt");
    }

    @BeforeClass
    public static void start() throws Exception {
        Path scratch = Archive.scratch();
        ConfigFiles config = ConfigFiles.demonstration(scratch.resolve("config"))
                .machine("vm1", "firmware", "efi")
                .user(ADMIN, ".password", PASSWORD)
                .session("v15.authentication", "md5,straight")
                .user(3, "oper", "test", "operator")
                .user(4, "user", "test", "user");
        if (isRoot()) {
            config.bmc("bmc623", "address", HOST_623).bmc("bmc623", "machine", "vm2");
        }
        environment = environment(config.port(1));
        bridge = RunningBridge.start(config.directory(), scratch.resolve("data"));
        bridge.awaitReady();
    }

    @AfterClass
    public static void stop() throws Exception {
        try (RunningBridge stopped = bridge) {
            assertThat(stopped.stop()).isZero();
            assertThat(stopped.err()).isEmpty();
            assertThat(stopped.logged()).doesNotContain("Exception", PASSWORD);
        }
    }

    @Test
    public void theClientSeesWhatItMust() throws Exception {
        assumeTrue("only root can listen on port 623", isRoot() || !client.needsPort623());

        Finished finished = Command.run(environment, List.of("bash", "-c", client.command()));

        assertThat(finished.code() == 0).as("%s", finished).isEqualTo(client.succeeds());
        assertThat(client.matches(finished.output())).as("%s", finished).isTrue();
        assertThat(finished.output()).doesNotContain("VULNERABLE");
        if (client.isSlow(finished)) {
            System.out.println(client + ": slow, " + finished.millis() + " ms");
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Map<String, String> environment(int port) {
        String login = " -H " + HOST + " -p " + port + " -U " + ADMIN + " -P " + PASSWORD;
        Map<String, String> variables = new HashMap<>();
        variables.put("H", HOST);
        variables.put("P", Integer.toString(port));
        variables.put("U", ADMIN);
        variables.put("W", PASSWORD);
        variables.put("H623", HOST_623);
        variables.put("ITN", "ipmitool -I lanplus" + login);
        variables.put("IT", "ipmitool -I lanplus -C 3" + login);
        variables.put("FI", "-D LAN_2_0 -h " + HOST + ":" + port + " -u " + ADMIN + " -p " + PASSWORD);
        return variables;
    }
}
