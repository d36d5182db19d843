package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The server fails in many ways; nothing wrong is said, and all is well again when the server is. */
public final class InventoryFaultsTest {
    private static final String NAME = "DC0_H0_VM0";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private VCenterSimulator server;
    private Follower follower;

    @Before
    public void start() {
        server = VCenterSimulator.builder()
                .identity(folder.getRoot().toPath().resolve("identity.pem"))
                .start();
    }

    @After
    public void stop() {
        follower.close();
        server.close();
    }

    @Test
    public void aServerThatIsDownAtTheStartIsAwaited() throws Exception {
        server.stop();
        follower = new Follower(server);
        follower.inventory.start();
        assertThatThrownBy(() -> follower.inventory.find(NAME)).isInstanceOf(HypervisorUnavailableException.class);
        Follower.await("a problem", () -> follower.session.status().problem().isPresent());
        assertThatThrownBy(() -> follower.inventory.find(NAME))
                .hasMessageContaining("nothing was read from the server yet: ");

        server.start();
        follower.awaitLive();
        assertThat(follower.require(NAME).power()).contains(PowerState.ON);
    }

    @Test
    public void aServerThatStartsAgainIsNotBelievedFromMemory() throws Exception {
        follower = Follower.of(server);
        server.change(NAME, "power-off");
        follower.awaitPower(NAME, PowerState.OFF);
        String id = follower.require(NAME).id();

        server.stop();
        Follower.await("a read fails", () -> power(id).isEmpty());
        server.start(); // with all machines on, as at first
        Follower.await("a read succeeds", () -> power(id)
                .map(now -> {
                    assertThat(now).isEqualTo(PowerState.ON);
                    return true;
                })
                .orElse(false));
        follower.awaitLive();
        server.change(NAME, "power-off");
        follower.awaitPower(NAME, PowerState.OFF);
    }

    @Test
    public void aFrozenServerIsBelievedForSecondsOnly() throws Exception {
        follower = Follower.of(server);
        String id = follower.require(NAME).id();

        server.freeze();
        Follower.await("reads fail", () -> power(id).isEmpty());
        assertThat(follower.inventory.age()).isEmpty();
        server.thaw();
        server.change(NAME, "power-off");
        Follower.await("a read tells that it is off", () -> power(id).equals(Optional.of(PowerState.OFF)));
        follower.awaitLive();
        follower.awaitPower(NAME, PowerState.OFF);
    }

    @Test
    public void anEndedSessionIsReplacedByOne() throws Exception {
        follower = Follower.of(server);
        server.endSessions();
        server.change(NAME, "power-off");

        follower.awaitPower(NAME, PowerState.OFF);
        Follower.await("another log-in", () -> follower.session.status().logIns() > 1);
        follower.awaitLive();
        assertThat(follower.session.status().logIns()).isEqualTo(2);
    }

    @Test
    public void anotherCertificateIsNotBelieved() throws Exception {
        follower = Follower.of(server);
        String id = follower.require(NAME).id();
        server.stop();
        assertThat(folder.getRoot().toPath().resolve("identity.pem").toFile().delete())
                .isTrue();
        server.start();

        Follower.await("it is a problem", () -> follower.session
                .status()
                .problem()
                .filter(problem -> problem.contains("fingerprint"))
                .isPresent());
        assertThatThrownBy(() -> follower.current(id))
                .hasCauseInstanceOf(HypervisorUnavailableException.class)
                .hasMessageContaining("fingerprint");
    }

    @Test
    public void aMachineThatIsDeletedIsNotFoundAndTheOthersAre() throws Exception {
        follower = Follower.of(server);
        String id = follower.require(NAME).id();
        server.change(NAME, "power-off");
        server.change(NAME, "destroy");

        assertThatThrownBy(() -> follower.refresh(id)).hasCauseInstanceOf(MachineNotFoundException.class);
        Follower.await("it is gone", () -> follower.find(NAME).isEmpty());
        assertThatThrownBy(() -> follower.current(id)).hasCauseInstanceOf(MachineNotFoundException.class);
        assertThat(follower.find("DC0_H0_VM1")).isPresent();
        assertThat(follower.inventory.all()).hasSize(3);
    }

    @Test
    public void aMachineThatWentWhileNobodyLookedIsGone() throws Exception {
        follower = Follower.of(server);
        String id = follower.require("DC0_H0_VM1").id();
        server.change(NAME, "clone", "short-lived");
        Follower.await("it is there", () -> follower.find("short-lived").isPresent());

        server.stop();
        Follower.await("reads fail", () -> power(id).isEmpty());
        server.start(); // with the machines of the beginning
        Follower.await("it is gone", () -> follower.find("short-lived").isEmpty());
        assertThat(follower.inventory.all()).hasSize(4);
    }

    /** What a read says; none when it fails. Never from memory that is older than a few seconds. */
    private Optional<PowerState> power(String id) {
        try {
            return follower.inventory
                    .current(id)
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .power();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(HypervisorUnavailableException.class);
            return Optional.empty();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
