package org.ipmibridge.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.launcher.e2e.Demonstration;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** What a client sends again, because an answer is late or lost, never acts twice. The machine itself tells how often it booted. */
public class ResendIT {
    private static final int CYCLE = 2;
    private static final int RESET = 3;
    private static final int BMCS = 3;

    /** Longer than any answer may take, so that an answer that waits for the machine is none. */
    private static final Duration POWER_ON = RemoteConsole.DEADLINE.plusSeconds(1);

    /** A request is remembered for as long when it has ended. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static WireBridge bridge;
    private static int tests;

    private RemoteConsole console;
    private String machine;
    private long cyclesBefore;
    private long resetsBefore;

    @BeforeClass
    public static void startBridge() throws Exception {
        bridge = WireBridge.start(ResendIT::slow);
    }

    /** Power on takes so long that everything here is sent while the machine is still at it. */
    private static void slow(Demonstration bridge) throws Exception {
        for (int bmc = 1; bmc <= BMCS; bmc++) {
            bridge.machine("vm" + bmc, "power.on.millis", POWER_ON.toMillis()).machine("vm" + bmc, "reset.millis", 700);
        }
    }

    @AfterClass
    public static void stopBridge() throws Exception {
        bridge.stop();
    }

    /** The BMCs take turns, as a machine tells of its latest boots only. */
    @Before
    public void logIn() throws Exception {
        int bmc = 1 + tests++ % BMCS;
        machine = "vm" + bmc;
        console = bridge.loggedIn(bmc, WireBridge.ADMIN);
        cyclesBefore = bridge.boots(machine, "cycle");
        resetsBefore = bridge.boots(machine, "reset");
    }

    @After
    public void logOut() {
        assertThat(console.closeSession().code()).isZero();
        console.close();
    }

    /** ipmitool and OpenIPMI: the same rqSeq, a new session sequence number. */
    @Test
    public void aPowerCycleThatIsResentWithTheSameRqSeqIsAnsweredEachTimeAndCyclesOnce() throws Exception {
        long done = ended(CYCLE);
        long begin = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            console.sendRaw(console.packet(40, 0, 2, CYCLE));
            assertThat(console.await(40).code()).isZero();
        }
        assertBootsOnceMeanwhile(done, begin);
    }

    /** FreeIPMI's ipmipower: a new rqSeq each time, and only the answer to the last one counts. */
    @Test
    public void aPowerCycleThatIsResentWithANewRqSeqIsAnsweredEachTimeAndCyclesOnce() throws Exception {
        long done = ended(CYCLE);
        long begin = System.nanoTime();
        for (int i = 0; i < 22; i++) {
            assertThat(console.command(0, 2, CYCLE).code()).isZero();
            assertThat(console.command(0, 1).code()).isZero();
        }
        assertBootsOnceMeanwhile(done, begin);
    }

    @Test
    public void resendsThatAreSentTogetherAreAllAnsweredAndCycleOnce() throws Exception {
        long done = ended(CYCLE);
        long begin = System.nanoTime();
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sent.add(console.send(0, 2, CYCLE));
        }
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Message answer = console.nextAnswer(RemoteConsole.DEADLINE).orElseThrow();
            assertThat(answer.code()).isZero();
            answered.add(answer.rqSeq());
        }
        assertThat(answered).containsExactlyInAnyOrderElementsOf(sent);
        assertBootsOnceMeanwhile(done, begin);
    }

    @Test
    public void theSameDatagramOnceMoreIsAReplayAndMetWithSilence() throws Exception {
        byte[] datagram = console.packet(40, 0, 2, RESET);
        console.sendRaw(datagram);
        assertThat(console.await(40).code()).isZero();
        assertThat(console.answersTo(datagram)).isEmpty();
        awaitEnd();
        assertThat(console.answersTo(datagram)).isEmpty();
        assertBoots(0, 1);
    }

    @Test
    public void aResendThatComesAfterTheEndIsAnsweredAgainAndDoesNothing() throws Exception {
        long done = ended(RESET);
        long begin = System.nanoTime();
        console.sendRaw(console.packet(40, 0, 2, RESET));
        assertThat(console.await(40).code()).isZero();
        awaitEnded(RESET, done);
        console.sendRaw(console.packet(40, 0, 2, RESET));
        assertThat(console.await(40).code()).isZero();
        assumeWithin(REMEMBERED, begin);
        assertBoots(0, 1);
    }

    @Test
    public void aNewRequestAfterTheEndIsObeyed() throws Exception {
        assertThat(console.command(0, 2, RESET).code()).isZero();
        assertThat(console.command(0, 2, CYCLE).code()).isZero();
        awaitEnd();
        assertThat(console.command(0, 2, RESET).code()).isZero();
        assertBoots(1, 2);
    }

    @Test
    public void theSameRequestOfAnotherSessionIsAnotherRequest() throws Exception {
        int bmc = Integer.parseInt(machine.substring(2));
        assertThat(console.command(0, 2, RESET).code()).isZero();
        try (RemoteConsole other = bridge.loggedIn(bmc, WireBridge.OPER)) {
            assertThat(other.command(0, 2, RESET).code()).isZero();
            assertThat(other.closeSession().code()).isZero();
        }
        assertBoots(0, 2);
    }

    @Test
    public void aDifferentControlWaitsItsTurn() throws Exception {
        assertThat(console.command(0, 2, CYCLE).code()).isZero();
        assertThat(console.command(0, 2, RESET).code()).isZero();
        assertBoots(1, 1);
    }

    /** The boot flags tell which request was the last one to act. */
    @Test
    public void anyOtherChangeIsNotRepeatedByALateResendEither() {
        console.sendRaw(console.packet(40, 0, 8, 5, 0x80, 4, 0, 0, 0));
        assertThat(console.await(40).code()).isZero();
        assertThat(console.command(0, 8, 5, 0x80, 8, 0, 0, 0).code()).isZero();
        console.sendRaw(console.packet(40, 0, 8, 5, 0x80, 4, 0, 0, 0));
        assertThat(console.await(40).code()).isZero();
        assertThat(console.command(0, 9, 5, 0, 0).hex()).isEqualTo("01 05 80 08 00 00 00");
        assertThat(console.command(0, 8, 5, 0, 0, 0, 0, 0).code()).isZero();
    }

    /** The machine cycles once, and had not done so when the last of its requests was answered. */
    private void assertBootsOnceMeanwhile(long doneBefore, long begin) throws Exception {
        long done = ended(CYCLE);
        assumeWithin(POWER_ON, begin);
        assertThat(done).as("answered while it was under way").isEqualTo(doneBefore);
        assertBoots(1, 0);
    }

    /** What comes later than this may rightly be another request; the next test with this machine must not see its end. */
    private void assumeWithin(Duration limit, long begin) throws Exception {
        boolean isWithin = System.nanoTime() - begin < limit.toNanos();
        if (!isWithin) {
            awaitEnd();
        }
        assumeTrue("not all was sent within " + limit, isWithin);
    }

    private void assertBoots(int cycles, int resets) throws Exception {
        awaitEnd();
        assertThat(bridge.boots(machine, "cycle") - cyclesBefore).as("cycles").isEqualTo(cycles);
        assertThat(bridge.boots(machine, "reset") - resetsBefore).as("resets").isEqualTo(resets);
    }

    /** A machine does one thing after the other, so that what is asked now ends when all else has ended. */
    private void awaitEnd() throws Exception {
        bridge.demonstration().shell("machine:power", machine, "diag");
    }

    /** The same of a control by itself, without a command that would take a while. */
    private void awaitEnded(int control, long before) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (ended(control) == before) {
            assertThat(System.nanoTime()).as("ended in 60 s").isLessThan(end);
            Thread.sleep(10);
        }
    }

    /** How many of these controls of the machine have ended, as the log tells. */
    private long ended(int control) throws Exception {
        String line = "power " + (control == CYCLE ? "CYCLE" : "RESET") + " of machine " + machine + " done";
        return bridge.demonstration()
                .logged()
                .lines()
                .filter(logged -> logged.contains(line))
                .count();
    }
}
