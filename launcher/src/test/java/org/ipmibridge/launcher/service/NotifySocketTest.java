package org.ipmibridge.launcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class NotifySocketTest {
    @Rule
    public final TemporaryFolder files = new TemporaryFolder();

    @Test
    public void aMessageArrivesByAPath() throws InterruptedException {
        arrives(files.getRoot() + "/notify");
    }

    @Test
    public void aMessageArrivesByAnAbstractName() throws InterruptedException {
        arrives("@ipmibridge-test-" + ProcessHandle.current().pid());
    }

    @Test
    public void aManagerThatIsGoneDoesNotStopTheBridge() throws IOException {
        Path gone = files.getRoot().toPath().resolve("gone");
        ServiceManager manager = ServiceManager.of(
                Map.of("NOTIFY_SOCKET", gone.toString()), files.newFolder().toPath());

        manager.stopping();

        assertThat(gone).doesNotExist();
    }

    @Test(timeout = 60_000)
    public void aManagerThatTakesNothingIsNotWaitedForForEver() {
        try (ManagerSocket socket = new ManagerSocket(files.getRoot() + "/notify")) {
            NotifySocket sender = new NotifySocket(socket.name(), Duration.ZERO);

            assertThatThrownBy(() -> fill(sender)).isInstanceOf(LastErrorException.class);
        }
    }

    @Test(timeout = 60_000)
    public void aManagerThatIsBusyIsWaitedFor() throws InterruptedException {
        try (ManagerSocket socket = new ManagerSocket(files.getRoot() + "/notify")) {
            assertThatThrownBy(() -> fill(new NotifySocket(socket.name(), Duration.ZERO)))
                    .isInstanceOf(LastErrorException.class);
            Thread bridge = new Thread(() -> new NotifySocket(socket.name(), Duration.ofMinutes(1)).send("STOPPING=1"));
            bridge.start();

            assertThat(socket.await("STOPPING=1"::equals)).isEqualTo("STOPPING=1");
            bridge.join();
        }
    }

    private static void fill(NotifySocket sender) {
        while (true) {
            sender.send("STATUS=again");
        }
    }

    @Test
    public void nothingOfTheNativePartIsLeft() throws IOException {
        Path unpacked = files.newFolder().toPath();
        try (ManagerSocket socket = new ManagerSocket(files.getRoot() + "/notify")) {
            ServiceManager.of(Map.of("NOTIFY_SOCKET", socket.name()), unpacked).stopping();

            assertThat(socket.messages()).containsExactly("STOPPING=1\nSTATUS=stopping");
        }
        try (var left = Files.walk(unpacked)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    public void theAddressHasTheFamilyAndThePathWithAZeroByte() {
        assertThat(NotifySocket.address("/a")).hasSize(5).endsWith('/', 'a', 0);
        assertThat(NotifySocket.address("@a")).hasSize(4).endsWith(0, 'a');
    }

    @Test
    public void aNameThatNoSocketCanHaveIsNamed() {
        assertThatThrownBy(() -> NotifySocket.address("notify")).hasMessageContaining("'notify'");
        assertThatThrownBy(() -> NotifySocket.address("/" + "x".repeat(107))).hasMessageContaining("107");
    }

    private static void arrives(String name) throws InterruptedException {
        try (ManagerSocket socket = new ManagerSocket(name)) {
            new NotifySocket(name).send("READY=1\nSTATUS=ä");

            assertThat(socket.await(message -> true)).isEqualTo("READY=1\nSTATUS=ä");
        }
    }
}
