package org.ipmibridge.virtual.bmc.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class AssignmentFileTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path;
    private AssignmentFile file;

    @Before
    public void name() {
        path = folder.getRoot().toPath().resolve("fleets").resolve("web.assignments");
        file = new AssignmentFile(path);
    }

    @Test
    public void aNewFleetHasNone() throws Exception {
        assertThat(file.load().all()).isEmpty();
    }

    @Test
    public void whatIsStoredIsThereAgainAndReadable() throws Exception {
        Assignments all = new Assignments(List.of(
                new Assignment(
                        new InetSocketAddress("127.1.0.10", 623),
                        "web10",
                        new MachineKey("vc 1", "a\tb%09\nc"),
                        Optional.of(Instant.parse("2026-11-30T03:00:00.5Z"))),
                new Assignment(
                        new InetSocketAddress("127.1.0.9", 623),
                        "web9",
                        new MachineKey("vc 1", "id"),
                        Optional.empty()),
                new Assignment(
                        new InetSocketAddress("fd00::1", 624), "six", new MachineKey("vc 2", "id"), Optional.empty())));

        file.store(all);

        assertThat(file.load()).isEqualTo(all);
        assertThat(Files.readAllLines(path).stream().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "127.1.0.9:623\tweb9\tused\tvc 1\tid",
                        "127.1.0.10:623\tweb10\t2026-11-30T03:00:00.500Z\tvc 1\ta%09b%2509%0Ac",
                        "[fd00:0:0:0:0:0:0:1]:624\tsix\tused\tvc 2\tid",
                        "end\t3");
        assertThat(path.getParent())
                .isDirectoryContaining("glob:**.assignments")
                .isDirectoryNotContaining("glob:**.new");
    }

    @Test
    public void aDamagedFileIsRefusedWithTheLineAndStaysAsItIs() throws Exception {
        damaged("", "its end is missing");
        damaged("127.1.0.9:623\tweb9\tused\tvc\tid\n", "its end is missing");
        damaged("127.1.0.9:623\tweb9\tused\tvc\tid\nend\t2\n", "line 2: there are 1 assignments");
        damaged("127.1.0.9:623\tweb9\tused\tvc\nend\t1\n", "line 1: is no assignment");
        damaged("127.1.0.999:623\tweb9\tused\tvc\tid\nend\t1\n", "line 1: 127.1.0.999:623 is no address and port");
        damaged("127.1.0.9:623x\tweb9\tused\tvc\tid\nend\t1\n", "line 1: 127.1.0.9:623x is no address and port");
        damaged("127.1.0.9:623\tweb9\tuse\tvc\tid\nend\t1\n", "line 1: ");
        damaged("end\t0\n127.1.0.9:623\tweb9\tused\tvc\tid\n", "line 2: something follows the end");
        damaged(
                "127.1.0.9:623\tweb9\tused\tvc\tid\n127.1.0.9:623\tweb8\tused\tvc\tid2\nend\t2\n",
                "127.1.0.9:623 is there twice");
        damaged("127.1.0.9:623\tweb9\tused\tvc\tid\n127.1.0.8:623\tweb8\tused\tvc\tid\nend\t2\n", "is there twice");
        damaged("127.1.0.9:623\tweb9\tused\tvc\tid\n127.1.0.8:623\tweb9\tused\tvc\tid2\nend\t2\n", "BMC web9 is there");
    }

    @Test
    public void noPartOfAFileIsTakenForTheWhole() throws Exception {
        List<Assignment> all = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            all.add(new Assignment(
                    new InetSocketAddress("127.1.0." + i, 623),
                    "w" + i,
                    new MachineKey("v", "i" + i),
                    Optional.empty()));
        }
        file.store(new Assignments(all));
        String whole = Files.readString(path);
        for (int length = 0; length < whole.stripTrailing().length(); length++) {
            Files.writeString(path, whole.substring(0, length));
            assertThatThrownBy(file::load).isInstanceOf(IOException.class);
        }
    }

    private void damaged(String text, String reason) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        assertThatThrownBy(file::load).isInstanceOf(IOException.class).hasMessageContaining(reason);
        assertThat(path).hasContent(text);
    }
}
