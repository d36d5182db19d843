package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * ipmitool with an account on a BMC of 127.0.0.1.
 *
 * @param port the BMC's port
 * @param user the user
 * @param password the password
 */
record Client(int port, String user, String password) {

    static Client admin(int port) {
        return new Client(port, "admin", "password");
    }

    /** The command line. */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ipmitool", "-I", "lanplus", "-C", "3", "-H", "127.0.0.1"));
        command.addAll(List.of("-p", Integer.toString(port), "-U", user, "-P", password));
        command.addAll(List.of(arguments));
        return command;
    }

    Finished run(String... arguments) throws IOException, InterruptedException {
        return Command.run(Map.of(), command(arguments));
    }
}
