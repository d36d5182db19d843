package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;

/** A configuration for virtual machines of a simulated vCenter or ESXi: the default one without its simulated machines. */
final class VsphereFiles {
    private static final String SERVER = "org.ipmibridge.hypervisor.vmware-%s.cfg";
    private static final String BMC = "org.ipmibridge.virtual.bmc-%s.cfg";

    private final Path directory;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    private VsphereFiles(Path directory) {
        this.directory = directory;
    }

    /** The files without any server or BMC. */
    static VsphereFiles in(Path directory) throws IOException, InterruptedException {
        Files.createDirectory(directory);
        for (String file : List.of(
                "org.ipmibridge.ipmi.session.cfg",
                "org.ipmibridge.ipmi.users-admin.cfg",
                "org.ipmibridge.rmcp.transport.cfg",
                "org.ipmibridge.commands.chassis.cfg",
                "org.ops4j.pax.logging.cfg")) {
            Files.copy(Archive.home().resolve("config").resolve(file), directory.resolve(file));
        }
        Files.createDirectory(
                directory.resolve("secrets"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(directory.resolve("secrets").resolve("vsphere"), VCenterSimulator.PASSWORD);
        return new VsphereFiles(directory);
    }

    /** A server, with more lines for its file. */
    VsphereFiles server(String name, VCenterSimulator simulator, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "name = " + name,
                "url = " + simulator.url(),
                "user = " + VCenterSimulator.USER,
                ".password = $[secret:vsphere]",
                "trust.fingerprint = " + simulator.fingerprint()));
        lines.addAll(List.of(more));
        return write(SERVER.formatted(name), lines);
    }

    /** A BMC on a free port of 127.0.0.1. */
    VsphereFiles bmc(String name, String machine) throws IOException {
        int port = ports.containsKey(name) ? ports.get(name) : ConfigFiles.freePort();
        ports.put(name, port);
        return write(BMC.formatted(name), List.of("port = " + port, "machine = " + machine));
    }

    VsphereFiles write(String file, List<String> lines) throws IOException {
        Path part = directory.resolve(file + ".part");
        Files.write(part, lines);
        Files.move(part, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    Path directory() {
        return directory;
    }

    Client client(String bmc) {
        return Client.admin(ports.get(bmc));
    }
}
