package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ipmibridge.launcher.service.ManagerSocket;
import org.junit.Test;

/** What a bridge tells a service manager. */
public final class NotifyIT {
    private static final String TWO_SECONDS = "2000000";

    @Test
    public void aBridgeSaysThatItIsReadyHowItsBmcsAreThatItIsAliveAndThatItStops() throws Exception {
        Path scratch = Archive.scratch();
        ConfigFiles files = ConfigFiles.demonstration(scratch.resolve("config"));
        try (ManagerSocket manager = new ManagerSocket("@ipmibridge-" + scratch.getFileName());
                RunningBridge bridge = start(manager, files.directory(), scratch.resolve("data"))) {
            String first = manager.await(message -> !message.equals("WATCHDOG=1"));
            // What was told first was told after the line was printed.
            assertThat(first).isEqualTo("READY=1\nSTATUS=3 of 3 BMCs answer");
            bridge.awaitReady();
            manager.await("WATCHDOG=1"::equals);
            manager.await("WATCHDOG=1"::equals);

            files.bmc("vm3", "enabled", false);
            manager.await("STATUS=2 of 2 BMCs answer"::equals);

            assertThat(bridge.stop()).isZero();
            manager.await("STOPPING=1\nSTATUS=stopping"::equals);
            // Where this machine stood still for half a second, so did the bridge, and said so.
            assertThat(bridge.err()).allMatch(line -> line.startsWith("bridge: the watchdog is told nothing: "));
        }
    }

    @Test
    public void aBridgeWithoutBmcsIsReadyToo() throws Exception {
        Path scratch = Archive.scratch();
        Path config = Files.createDirectory(scratch.resolve("config"));
        try (ManagerSocket manager = new ManagerSocket("/tmp/ipmibridge-" + scratch.getFileName());
                RunningBridge bridge = start(manager, config, scratch.resolve("data"))) {
            assertThat(manager.await(message -> message.startsWith("READY=1")))
                    .isEqualTo("READY=1\nSTATUS=no BMC is configured");
            assertThat(bridge.isAlive()).isTrue();
        } finally {
            Files.delete(Path.of("/tmp/ipmibridge-" + scratch.getFileName()));
        }
    }

    @Test
    public void aBridgeThatCannotRunIsNeverReady() throws Exception {
        Path scratch = Archive.scratch();
        Path config = Files.createDirectory(scratch.resolve("config"));
        Path data = Files.createFile(scratch.resolve("data"));
        try (ManagerSocket manager = new ManagerSocket("@ipmibridge-" + scratch.getFileName());
                RunningBridge bridge = start(manager, config, data)) {
            assertThat(bridge.awaitExit()).isEqualTo(1);
            assertThat(manager.messages()).noneMatch(message -> message.contains("READY"));
        }
    }

    private static RunningBridge start(ManagerSocket manager, Path config, Path data) throws Exception {
        return RunningBridge.start(
                List.of(), config, data, Map.of("NOTIFY_SOCKET", manager.name(), "WATCHDOG_USEC", TWO_SECONDS));
    }
}
