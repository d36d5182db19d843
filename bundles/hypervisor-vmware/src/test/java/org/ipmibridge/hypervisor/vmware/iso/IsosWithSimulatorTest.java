package org.ipmibridge.hypervisor.vmware.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.vmware.session.ServerSettings;
import org.ipmibridge.hypervisor.vmware.session.Servers;
import org.ipmibridge.hypervisor.vmware.session.VimSession;
import org.ipmibridge.hypervisor.vmware.soap.Trust;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Listing and upload, with a vCenter and with a single ESXi. */
@RunWith(Parameterized.class)
public final class IsosWithSimulatorTest {
    private static final IsoPlaces FOLDER = new IsoPlaces(Optional.of("LocalDS_0"), "iso");
    private static final IsoPlaces NOWHERE = new IsoPlaces(Optional.empty(), "");

    private static Map<String, VCenterSimulator> servers = Map.of();

    @Rule
    public final TemporaryFolder here = new TemporaryFolder();

    private final VCenterSimulator server;
    private VimSession session;

    public IsosWithSimulatorTest(String kind) {
        server = servers.get(kind);
    }

    @Parameters(name = "{0}")
    public static List<String> kinds() {
        return List.of("vCenter", "ESXi");
    }

    @BeforeClass
    public static void start() {
        servers = Map.of(
                "vCenter", VCenterSimulator.builder().start(),
                "ESXi", VCenterSimulator.builder().esxi().machines(1).start());
        servers.values().forEach(server -> {
            server.makeFile("LocalDS_0", "iso/b.iso", "12345");
            server.makeFile("LocalDS_0", "iso/linux/a [1] ä.iso", "123");
            server.makeFile("LocalDS_0", "iso/readme.txt", "no image");
            server.makeFile("LocalDS_0", "elsewhere/c.iso", "1");
        });
    }

    @AfterClass
    public static void stop() {
        servers.values().forEach(VCenterSimulator::close);
    }

    @Before
    public void logIn() {
        session = Servers.connected(new VimSession(new ServerSettings(
                "lab",
                URI.create(server.url()),
                VCenterSimulator.USER,
                VCenterSimulator.PASSWORD,
                Trust.fingerprint(server.fingerprint()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                2)));
    }

    @After
    public void logOut() {
        session.close();
    }

    @Test
    public void theConfiguredFolderIsListedWithAllBelow() throws Exception {
        List<IsoFile> isos = join(new IsoListing(session, FOLDER).ofServer("list"));

        assertThat(isos)
                .extracting(file -> file.image().path())
                .contains("[LocalDS_0] iso/b.iso", "[LocalDS_0] iso/linux/a [1] ä.iso")
                .doesNotContain("[LocalDS_0] iso/readme.txt", "[LocalDS_0] elsewhere/c.iso")
                .isSorted();
        assertThat(isos.get(0).bytes()).isEqualTo(5);
        assertThat(isos.get(0).modified()).isPresent();
    }

    @Test
    public void withoutAConfiguredFolderAllDatastoresAreListed() throws Exception {
        assertThat(join(new IsoListing(session, NOWHERE).ofServer("list")))
                .extracting(file -> file.image().path())
                .contains("[LocalDS_0] iso/b.iso", "[LocalDS_0] elsewhere/c.iso");
    }

    @Test
    public void aFolderThatIsNotThereHasNoImages() throws Exception {
        IsoPlaces none = new IsoPlaces(Optional.of("LocalDS_0"), "none");

        assertThat(join(new IsoListing(session, none).ofServer("list"))).isEmpty();
    }

    @Test
    public void anImageIsUploadedToAFolderThatIsMadeForIt() throws Exception {
        Path file = file("up.iso", 300_000);
        List<Long> progress = new CopyOnWriteArrayList<>();

        IsoImage stored = join(new IsoUpload(session, FOLDER).upload("upload", file, "new/deep/", progress::add));

        assertThat(stored).isEqualTo(new IsoImage("[LocalDS_0] iso/new/deep/up.iso"));
        assertThat(progress).isNotEmpty().isSorted();
        assertThat(Collections.max(progress)).isEqualTo(300_000);
        assertThat(join(new IsoListing(session, new IsoPlaces(Optional.of("LocalDS_0"), "iso/new")).ofServer("list")))
                .singleElement()
                .satisfies(iso -> assertThat(iso.bytes()).isEqualTo(300_000));
        join(new IsoUpload(session, FOLDER).upload("upload again", file, "new/deep/", sent -> {}));
    }

    @Test
    public void anInterruptedUploadLeavesNothingAndTheImageOfBeforeWhole() throws Exception {
        IsoUpload upload = new IsoUpload(session, FOLDER);
        join(upload.upload("upload", file("cut.iso", 1000), "", sent -> {}));
        Path other = file("cut.iso", 5_000_000);

        assertThatThrownBy(() -> join(upload.upload("upload", other, "", this::interrupt)))
                .hasMessageContaining("upload");

        assertThat(length("iso/cut.iso")).hasValue(1000);
        assertThat(length("iso/cut.iso.part")).isEmpty();
    }

    /** Only when the server has begun to store it: else there would be nothing to remove, or only later. */
    private void interrupt(long sent) {
        if (sent > 100_000) {
            Servers.await("the part", () -> isThere("iso/cut.iso.part"));
            throw new CancellationException("interrupted");
        }
    }

    private boolean isThere(String path) {
        try {
            return length(path).isPresent();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private OptionalLong length(String path) throws Exception {
        return join(session.read("length", vim -> vim.client()
                .files()
                .length(
                        vim.content().getAbout().getApiType().equals("HostAgent") ? "ha-datacenter" : "DC0",
                        "LocalDS_0",
                        path)));
    }

    @Test
    public void nothingIsSentToADatastoreThatIsNotThereOrOfAFileThatIsNotHere() throws Exception {
        List<Long> progress = new CopyOnWriteArrayList<>();
        IsoUpload upload = new IsoUpload(session, FOLDER);
        Path file = file("up.iso", 10);

        assertThatThrownBy(() -> join(upload.upload("upload", file, "[wrong] x.iso", progress::add)))
                .hasCauseInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("there is no datastore wrong");
        assertThatThrownBy(() -> join(upload.upload("upload", Path.of("missing.iso"), "", progress::add)))
                .hasCauseInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("missing.iso");
        assertThatThrownBy(() -> join(upload.upload("upload", file, "[LocalDS_0] ../x.iso", progress::add)))
                .hasCauseInstanceOf(IsoUnavailableException.class);
        assertThat(progress).isEmpty();
    }

    private Path file(String name, int length) throws IOException {
        return Files.write(here.getRoot().toPath().resolve(name), new byte[length]);
    }

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
