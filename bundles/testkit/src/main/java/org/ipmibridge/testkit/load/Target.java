package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server that the benchmark can start, with user {@code admin} and password {@code password}. */
interface Target {
    String name();

    ServerProcess start() throws IOException, InterruptedException;

    /** How long it takes to become as fast as it gets, in seconds. */
    int warmUpSeconds();

    /** The distribution's default configuration, with one BMC. */
    static Target bridge(Path distribution, Path scratch) {
        return new Target() {
            @Override
            public String name() {
                return "bridge";
            }

            @Override
            public int warmUpSeconds() {
                return 8;
            }

            @Override
            public ServerProcess start() throws IOException, InterruptedException {
                Path config = scratch.resolve("config");
                int port = Scratch.freePort();
                Scratch.copyDefaults(distribution, config, List.of("bmc-vm2", "bmc-vm3"));
                Files.write(
                        config.resolve("org.ipmibridge.virtual.bmc-vm1.cfg"),
                        List.of("address = 127.0.0.1", "port = " + port, "machine = vm1"));
                return ServerProcess.bridge(distribution, config, scratch, port);
            }
        };
    }

    /** OpenIPMI's simulator, with one BMC. */
    static Target ipmiSim(Path scratch) {
        return new Target() {
            @Override
            public String name() {
                return "ipmi_sim";
            }

            @Override
            public int warmUpSeconds() {
                return 1;
            }

            @Override
            public ServerProcess start() throws IOException, InterruptedException {
                int port = Scratch.freePort();
                Path state = Files.createDirectories(scratch.resolve("sim"));
                Path lan = Files.write(
                        scratch.resolve("lan.conf"),
                        List.of(
                                "name \"peer\"",
                                "set_working_mc 0x20",
                                "startlan 1",
                                "  addr 127.0.0.1 " + port,
                                "  priv_limit admin",
                                "  allowed_auths_admin none md2 md5 straight",
                                "  guid a123456789abcdefa123456789abcdef",
                                "endlan",
                                "user 2 true \"admin\" \"password\" admin 60 none md2 md5 straight"));
                Path emulation = Files.write(
                        scratch.resolve("peer.emu"),
                        List.of(
                                "mc_setbmc 0x20",
                                "mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02",
                                "sel_enable 0x20 1000 0x0a",
                                "mc_enable 0x20"));
                List<String> command = List.of(
                        "ipmi_sim", "-n", "-c", lan.toString(), "-f", emulation.toString(), "-s", state.toString());
                return ServerProcess.start(command, port, scratch.resolve("ipmi_sim.out"));
            }
        };
    }
}
