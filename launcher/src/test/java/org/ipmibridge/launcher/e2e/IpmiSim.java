package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** OpenIPMI's simulator of a BMC, whose chassis is a script. */
final class IpmiSim implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private IpmiSim(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() throws IOException, InterruptedException {
        return Command.run("sh", "-c", "command -v ipmi_sim").code() == 0;
    }

    static IpmiSim start(String user, String password) throws IOException, InterruptedException {
        Path scratch = Archive.scratch();
        Path chassis = scratch.resolve("chassis.sh");
        try (InputStream script = IpmiSim.class.getResourceAsStream("chassis.sh")) {
            Files.copy(script, chassis);
        }
        int port = ConfigFiles.freePort();
        Path lan = Files.write(
                scratch.resolve("lan.conf"),
                List.of(
                        "name \"peer\"",
                        "set_working_mc 0x20",
                        "startlan 1",
                        "  addr 127.0.0.1 " + port,
                        "  priv_limit admin",
                        "  allowed_auths_user md5",
                        "  allowed_auths_operator md5",
                        "  allowed_auths_admin md5",
                        "  guid a123456789abcdefa123456789abcdef",
                        "endlan",
                        "chassis_control \"sh " + chassis + " " + scratch + "\"",
                        "user 2 true \"" + user + "\" \"" + password + "\" admin 60 md5"));
        Path emulation = Files.write(
                scratch.resolve("peer.emu"),
                List.of("mc_setbmc 0x20", "mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02", "mc_enable 0x20"));
        Process process = new ProcessBuilder(
                        "ipmi_sim", "-n", "-c", lan.toString(), "-f", emulation.toString(), "-s", scratch.toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(scratch.resolve("ipmi_sim.out").toFile()))
                .start();
        IpmiSim sim = new IpmiSim(process, port);
        if (!Probe.answers(port, PATIENCE)) {
            sim.close();
            throw new IOException("ipmi_sim does not answer; see " + scratch);
        }
        return sim;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
