package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.Before;
import org.junit.Test;

/** {@code bridge import}, and a bridge that starts from what it wrote, as it is. */
public class ImportIT {
    private static final String UNREACHABLE = "Destination unavailable";

    private Path scratch;
    private Path target;

    @Before
    public void directories() throws Exception {
        scratch = Archive.scratch();
        target = scratch.resolve("config");
    }

    @Test
    public void aBridgeStartsFromTheFirstForm() throws Exception {
        int port = ConfigFiles.freePort();
        int nobody = ConfigFiles.freePort();
        Finished imported = imported(
                "old.ini",
                "[vmware]",
                "vcenter_host = 127.0.0.1",
                "username = administrator@vsphere.local",
                "password = not%%to be shown",
                "port = " + nobody,
                "ignore_ssl = true",
                "[ipmi]",
                "listen_address = 0.0.0.0",
                "listen_port = " + port,
                "[iso]",
                "default_iso_path = iso/ubuntu.iso",
                "datastore = datastore1",
                "[logging]",
                "level = DEBUG",
                "file = ipmi_vmware.log",
                "[vm_mapping]",
                "localhost = node-0",
                "127.0.0.51 = node-1");
        assertThat(imported.code()).as(imported.output()).isZero();
        assertThat(imported.output())
                .contains("127.0.0.1:" + nobody + " could not be asked for its certificate (the connection is refused)")
                .doesNotContain("to be shown");

        String password = Files.readString(target.resolve("secrets/ipmi-admin"));
        assertThat(imported.output()).doesNotContain(password);
        try (RunningBridge bridge = RunningBridge.start(target, scratch.resolve("data"))) {
            bridge.awaitReady();
            Finished status = new Client(port, "admin", password).run("power", "status");
            assertThat(status.output()).contains(UNREACHABLE);
            assertThat(bridge.logged()).contains("DEBUG");
            assertThat(bridge.stop()).isZero();
        }
    }

    @Test
    public void aBridgeStartsFromTheSecondForm() throws Exception {
        int first = ConfigFiles.freePort();
        int second = ConfigFiles.freePort();
        String vmware =
                "\"vmware\": {\"host\": \"127.0.0.1\", \"port\": %d, \"user\": \"root\", \"password\": \"hidden\"}";
        Finished imported = imported(
                "old.json",
                "{" + vmware.formatted(ConfigFiles.freePort()) + ", \"vms\": [",
                "{\"name\": \"node 0\", \"ipmi_address\": \"127.0.0.1\", \"port\": " + first + ",",
                " \"ipmi_user\": \"oper\", \"ipmi_password\": \"a$[b]c\\\\d#${e}\"},",
                "{\"vm_name\": \"nöde-1\", \"port\": " + second
                        + ", \"ipmi_user\": \"admin\", \"ipmi_password\": \"password\"}",
                "]}");
        assertThat(imported.code()).as(imported.output()).isZero();

        try (RunningBridge bridge = RunningBridge.start(target, scratch.resolve("data"))) {
            bridge.awaitReady();
            assertThat(new Client(first, "oper", "a$[b]c\\d#${e}")
                            .run("power", "status")
                            .output())
                    .contains(UNREACHABLE);
            assertThat(new Client(second, "admin", Files.readString(target.resolve("secrets/ipmi-admin")))
                            .run("power", "status")
                            .output())
                    .contains(UNREACHABLE);
            assertThat(new Client(second, "admin", "password")
                            .run("power", "status")
                            .code())
                    .isNotZero();
        }
    }

    @Test
    public void theCertificateIsPinnedAndTheVmBootsFromItsImage() throws Exception {
        try (VCenterSimulator vcenter = VCenterSimulator.builder().start()) {
            vcenter.makeFile("LocalDS_0", "iso/boot.iso", "an image");
            int port = ConfigFiles.freePort();
            Finished imported = imported(
                    "old.ini",
                    "[vmware]",
                    "vcenter_host = 127.0.0.1",
                    "username = " + VCenterSimulator.USER,
                    "password = " + VCenterSimulator.PASSWORD,
                    "port = " + vcenter.port(),
                    "ignore_ssl = yes",
                    "[ipmi]",
                    "listen_port = " + port,
                    "[iso]",
                    "default_iso_path = iso/boot.iso",
                    "datastore = LocalDS_0",
                    "[vm_mapping]",
                    "localhost = DC0_H0_VM0");

            assertThat(imported.code()).as(imported.output()).isZero();
            String pinned = Files.readString(target.resolve("org.ipmibridge.hypervisor.vmware-127.0.0.1.cfg"))
                    .replace(":", "")
                    .toLowerCase(Locale.ROOT);
            assertThat(pinned).contains("trust.fingerprint = " + vcenter.fingerprint());
            assertThat(imported.output()).contains("Check that it is the server's own");
            try (RunningBridge bridge = RunningBridge.start(target, scratch.resolve("data"))) {
                bridge.awaitReady();
                String password = Files.readString(target.resolve("secrets/ipmi-admin"));
                // The bridge is ready before it has seen what the vCenter has.
                VsphereCase.await(() -> new Client(port, "admin", password)
                                .run("power", "status")
                                .code()
                        == 0);
                BootCheck check = new BootCheck("127.0.0.1", port, "admin", password);
                Finished whole = check.run("--yes");
                assertThat(whole.code()).as(whole.output() + bridge.err()).isZero();
                assertThat(vcenter.show("DC0_H0_VM0")).contains("[LocalDS_0] iso/boot.iso");
            }
        }
    }

    private Finished imported(String name, String... lines) throws Exception {
        Path file = scratch.resolve(name);
        Files.writeString(file, String.join("\n", lines));
        return Command.run(Archive.script(), "import", file.toString(), "--to", target.toString());
    }
}
