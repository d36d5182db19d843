package org.ipmibridge.launcher.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Imports of both forms; no server is asked for its certificate. */
public class ImportMainTest {
    private static final Path DEFAULTS = Path.of("..", "config");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Path target;

    @Before
    public void target() {
        target = folder.getRoot().toPath().resolve("new/config");
    }

    @Test
    public void theFirstFormBecomesABmcForEachAddress() throws Exception {
        assertThat(imported("config.ini")).isZero();

        assertThat(bmc("node-0"))
                .containsEntry("address", "127.0.0.50")
                .containsEntry("port", "6623")
                .containsEntry("machine", "node-0")
                .containsEntry("hypervisor", "vcenter.example.org");
        assertThat(bmc("node-1")).containsEntry("address", "127.0.0.51");
        assertThat(bmc("node-0-2")).containsEntry("address", "127.0.0.1").containsEntry("machine", "node-0");
        assertThat(read("org.ipmibridge.hypervisor.vmware-vcenter.example.org.cfg"))
                .containsEntry("url", "https://vcenter.example.org/sdk")
                .containsEntry("user", "administrator@vsphere.local")
                .containsEntry(".password", "$[secret:vcenter-vcenter.example.org]")
                .containsEntry("iso", "[datastore1] iso/ubuntu-22.04.3-live-server-amd64.iso")
                .containsEntry("iso.datastore", "datastore1");
        assertThat(secret("vcenter-vcenter.example.org")).isEqualTo("one%two");
        assertThat(read("org.ops4j.pax.logging.cfg")).containsEntry("level", "DEBUG");
    }

    @Test
    public void theFirstFormGetsAnAdministratorWithARandomPassword() throws Exception {
        imported("config.ini");

        assertThat(read("org.ipmibridge.ipmi.users-admin.cfg"))
                .containsEntry("name", "admin")
                .containsEntry("privilege", "administrator")
                .containsEntry("bmcs", "*")
                .containsEntry(".password", "$[secret:ipmi-admin]");
        assertThat(secret("ipmi-admin")).matches("[A-Za-z0-9]{16}");
        assertThat(printed()).contains("secrets/ipmi-admin").doesNotContain(secret("ipmi-admin"), "one%");
    }

    @Test
    public void theSecondFormBecomesABmcForEachVm() throws Exception {
        assertThat(imported("config.json")).isZero();

        assertThat(bmc("node-0")).containsEntry("address", "127.0.0.60").containsEntry("port", "6623");
        assertThat(bmc("node-1")).containsEntry("address", "0.0.0.0").containsEntry("port", "6624");
        assertThat(bmc("node-0")).containsEntry("hypervisor", "esxi.example.org");
        assertThat(bmc("node-1")).containsEntry("hypervisor", "vcenter.example.org");
        assertThat(read("org.ipmibridge.hypervisor.vmware-esxi.example.org.cfg"))
                .containsEntry("url", "https://esxi.example.org:8443/sdk")
                .containsEntry("iso", "[datastore1] ISO/rhel-8.10-x86_64-dvd.iso")
                .containsEntry("iso.folder", "ISO");
        assertThat(secret("vcenter-esxi.example.org")).isEqualTo("five");
        assertThat(secret("vcenter-vcenter.example.org")).isEqualTo("one$[two");
    }

    @Test
    public void theSecondFormKeepsTheAccountOfEachVm() throws Exception {
        imported("config.json");

        assertThat(read("org.ipmibridge.ipmi.users-oper.cfg"))
                .containsEntry("name", "oper")
                .containsEntry("bmcs", "node-0");
        assertThat(secret("ipmi-oper")).isEqualTo("a$[b]c\\d#");
        // The demonstration's password is not for all addresses.
        assertThat(read("org.ipmibridge.ipmi.users-admin.cfg")).containsEntry("bmcs", "node-1");
        assertThat(secret("ipmi-admin")).matches("[A-Za-z0-9]{16}");
        assertThat(printed()).contains("demonstration's");
    }

    @Test
    public void whatCannotBeCarriedOverIsSaid() throws Exception {
        imported("config.ini");
        assertThat(printed())
                .contains(
                        "[ipmi] listen_address = 0.0.0.0", "[logging] file = ipmi_vmware.log", "[extra]: is not known");
        target = target.resolveSibling("second");
        imported("config.json");
        assertThat(printed())
                .contains("second.iso is not the default image", "VM node-1 has no BMC", "vms[0] colour: is not known");
    }

    @Test
    public void anImageOnNoDatastoreIsLeftToTheOperator() throws Exception {
        imported("config.ini", "datastore = datastore1", "");

        assertThat(read("org.ipmibridge.hypervisor.vmware-vcenter.example.org.cfg"))
                .doesNotContainKey("iso");
        assertThat(printed()).contains("complete the line 'iso'", "without it 'bootdev cdrom' mounts no image");
    }

    @Test
    public void aServerThatCannotBeAskedIsNotTrusted() throws Exception {
        imported("config.ini");

        assertThat(read("org.ipmibridge.hypervisor.vmware-vcenter.example.org.cfg"))
                .containsEntry("trust.fingerprint", Fingerprint.NONE);
        assertThat(printed())
                .contains("vcenter.example.org:443 could not be asked for its certificate (nobody is there)")
                .contains("fill in trust.fingerprint");
    }

    @Test
    public void aServerWhoseCertificateWasCheckedIsCheckedByTheTrustStoreOfJava() throws Exception {
        imported("config.ini", "ignore_ssl = true", "ignore_ssl = false");

        assertThat(read("org.ipmibridge.hypervisor.vmware-vcenter.example.org.cfg"))
                .doesNotContainKeys("trust.fingerprint", "trust.pem");
    }

    @Test
    public void onlyTheOperatorReadsTheSecrets() throws Exception {
        imported("config.ini");

        Path secrets = target.resolve("secrets");
        assertThat(mode(secrets)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(secrets)) {
            assertThat(files.map(ImportMainTest::mode)).hasSize(2).containsOnly("rw-------");
        }
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files.filter(Files::isRegularFile).map(ImportMainTest::text))
                    .noneMatch(text -> text.contains("one%"));
        }
    }

    @Test
    public void theDemonstrationIsNotTakenOver() throws Exception {
        imported("config.ini");

        assertThat(target.resolve("org.ipmibridge.ipmi.session.cfg")).exists();
        assertThat(read("org.ipmibridge.ipmi.session.cfg")).containsEntry("v15.authentication", "");
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains("simulated") || name.contains("vm1"));
        }
    }

    @Test
    public void aDirectoryThatIsNotEmptyIsRefused() throws Exception {
        Files.createDirectories(target);
        Files.writeString(target.resolve("mine"), "");

        assertThat(imported("config.ini")).isEqualTo(1);
        assertThat(printed()).contains("is not empty", "nothing was written");
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    public void anEmptyDirectoryIsTaken() throws Exception {
        Files.createDirectories(target);

        assertThat(imported("config.ini")).isZero();
        try (Stream<Path> siblings = Files.list(target.getParent())) {
            assertThat(siblings).containsExactly(target);
        }
    }

    @Test
    public void aMistakeIsSaidWithItsPlaceAndNothingIsWritten() throws Exception {
        assertThat(imported("config.ini", "listen_port = 6623", "listen_port = many"))
                .isEqualTo(1);
        assertThat(printed()).contains("line 9, [ipmi] listen_port = many: must be a port");
        assertThat(imported("config.ini", "127.0.0.50 =", "300.0.0.50 =")).isEqualTo(1);
        assertThat(printed()).contains("[vm_mapping] 300.0.0.50: '300.0.0.50' is neither an address nor a host name");
        assertThat(imported("config.json", "\"port\": 6623", "\"port\": 66230")).isEqualTo(1);
        assertThat(printed()).contains("vms[0] port = 66230: must be a port");
        assertThat(imported("config.json", "\"vms\":", "\"vms\"")).isEqualTo(1);
        assertThat(printed()).contains("line 3: ':' expected");
        assertThat(imported("config.json", "\"name\": \"node-0\",", "")).isEqualTo(1);
        assertThat(printed()).contains("vms[0] name is missing");

        assertThat(target.getParent()).doesNotExist();
    }

    @Test
    public void theCommandLineIsExplained() {
        assertThat(run("config.ini")).isEqualTo(2);
        assertThat(run("--to", "x")).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(run("nothing.ini", "--to", target.toString())).isEqualTo(1);
        assertThat(printed()).contains("usage: bridge import FILE --to DIR", "nothing.ini: there is no such file");
    }

    private int imported(String example) throws IOException {
        return imported(example, "", "");
    }

    /** Imports one of the examples with one text in place of another. */
    private int imported(String example, String text, String replacement) throws IOException {
        Path file = folder.getRoot().toPath().resolve(example);
        String content =
                new String(ImportMainTest.class.getResourceAsStream(example).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(content).contains(text);
        Files.writeString(file, content.replace(text, replacement));
        return run(file.toString(), "--to", target.toString());
    }

    private int run(String... line) {
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        Certificates nobody = (host, port) -> {
            throw new IOException("nobody is there");
        };
        return ImportMain.run(DEFAULTS, List.of(line), nobody, stream, stream);
    }

    private String printed() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private Properties bmc(String name) throws IOException {
        return read("org.ipmibridge.virtual.bmc-" + name + ".cfg");
    }

    private Properties read(String file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(target.resolve(file))));
        return properties;
    }

    private String secret(String name) throws IOException {
        return Files.readString(target.resolve("secrets").resolve(name));
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
