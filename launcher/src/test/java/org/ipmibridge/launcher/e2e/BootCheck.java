package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code bridge iso-boot-check} at a BMC of this machine.
 *
 * @param host the BMC's address
 * @param port its port
 * @param user the user
 * @param password the password, which goes through the environment
 */
record BootCheck(String host, int port, String user, String password) {

    static BootCheck admin(int port) {
        return new BootCheck("127.0.0.1", port, "admin", "password");
    }

    BootCheck as(String otherUser, String otherPassword) {
        return new BootCheck(host, port, otherUser, otherPassword);
    }

    Finished run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Archive.script(), "iso-boot-check", "--host", host));
        command.addAll(List.of("--port", Integer.toString(port), "--user", user));
        command.addAll(List.of(options));
        return Command.run(Map.of("IPMI_PASSWORD", password), command);
    }
}
