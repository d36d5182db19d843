package org.ipmibridge.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Test;

/** Servers that only note where they listen; an address is had by one at a time. */
public final class KeptServerTest {
    private static final String FILE = "/etc/ssh.cfg";

    private final LogRecorder log = new LogRecorder("org.ipmibridge.shell.ssh");
    private final FakeClock clock = new FakeClock();
    private final List<SshSettings> listening = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private int opened;
    private RuntimeException broken;
    private final KeptServer server = new KeptServer(this::open, clock.scheduler());

    @After
    public void close() {
        server.close();
        log.close();
    }

    @Test
    public void aPortInUseIsAProblemUntilItIsFreeAndIsHadThen() {
        taken.add(1);
        server.want(on("127.0.0.1", 1), FILE);
        assertThat(server.problem().map(Problem::text))
                .contains("/etc/ssh.cfg: address = 127.0.0.1:1: the SSH server cannot listen: in use");
        Optional<Problem> first = server.problem();
        clock.advance(Duration.ofMinutes(1));
        assertThat(server.problem()).isEqualTo(first);
        assertThat(log.lines(ch.qos.logback.classic.Level.ERROR)).hasSize(1);

        taken.clear();
        clock.advance(Duration.ofMinutes(1));
        assertThat(listening).containsExactly(on("127.0.0.1", 1));
        assertThat(server.problem()).isEmpty();
    }

    @Test
    public void aPortThatCannotBeHadCostsNoWorkingServer() {
        SshSettings good = on("127.0.0.1", 1);
        server.want(good, FILE);
        taken.add(2);
        server.want(on("127.0.0.1", 2), FILE);
        assertThat(listening).containsExactly(good);
        assertThat(server.problem().orElseThrow().reason())
                .isEqualTo("the SSH server cannot listen: in use; 127.0.0.1:1 stays in force");

        server.want(good, FILE);
        assertThat(server.problem()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(listening).containsExactly(good);
        assertThat(opened).isEqualTo(1);
    }

    @Test
    public void theServerBeforeEndsWhenTheNextOneListens() {
        server.want(on("127.0.0.1", 1), FILE);
        server.want(on("127.0.0.1", 2), FILE);
        assertThat(listening).containsExactly(on("127.0.0.1", 2));
    }

    @Test
    public void whatHasTheSameAddressEndsBeforeTheNextOneBegins() {
        SshSettings one = on("127.0.0.1", 1);
        server.want(one, FILE);
        SshSettings other = new SshSettings(true, one.address(), Duration.ofMinutes(2), 3);
        server.want(other, FILE);
        assertThat(listening).containsExactly(other);
        server.want(on("0.0.0.0", 1), FILE);
        assertThat(listening).containsExactly(on("0.0.0.0", 1));
        server.want(one, FILE);
        assertThat(listening).containsExactly(one);
        assertThat(server.problem()).isEmpty();
    }

    @Test
    public void whateverPreventsItIsAProblemAndTheSameSettingsAreTriedAgain() {
        broken = new IllegalStateException("no algorithm");
        server.want(on("127.0.0.1", 1), FILE);
        assertThat(server.problem().orElseThrow().reason())
                .isEqualTo("the SSH server cannot start: java.lang.IllegalStateException: no algorithm");

        broken = null;
        server.want(on("127.0.0.1", 1), FILE);
        assertThat(listening).hasSize(1);
        assertThat(server.problem()).isEmpty();
    }

    @Test
    public void whoeverSwitchesItOffOrClosesItIsNotSurprisedLater() {
        taken.add(1);
        server.want(on("127.0.0.1", 1), FILE);
        server.want(SshSettings.OFF, FILE);
        assertThat(server.problem()).isEmpty();
        taken.clear();
        clock.advance(Duration.ofMinutes(1));
        assertThat(listening).isEmpty();

        taken.add(1);
        server.want(on("127.0.0.1", 1), FILE);
        server.close();
        taken.clear();
        clock.advance(Duration.ofMinutes(1));
        assertThat(listening).isEmpty();
    }

    private AutoCloseable open(SshSettings settings) throws IOException {
        if (broken != null) {
            throw broken;
        }
        if (taken.contains(settings.address().getPort())
                || listening.stream().anyMatch(other -> clash(other, settings))) {
            throw new IOException("in use");
        }
        opened++;
        listening.add(settings);
        return () -> listening.remove(settings);
    }

    private static boolean clash(SshSettings one, SshSettings other) {
        return one.address().getPort() == other.address().getPort()
                && (one.address().equals(other.address())
                        || one.address().getAddress().isAnyLocalAddress()
                        || other.address().getAddress().isAnyLocalAddress());
    }

    private static SshSettings on(String address, int port) {
        return new SshSettings(true, new InetSocketAddress(address, port), Duration.ofMinutes(30), 16);
    }
}
