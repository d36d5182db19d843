package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.session.RecentRequests;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.junit.Test;

public class ResendTest {
    private static final int CHANGE = SessionFixture.CHANGE;
    private static final int ACKNOWLEDGED = SessionFixture.ACKNOWLEDGED;

    private final SessionFixture fixture = new SessionFixture();
    private final RemoteConsole console = fixture.loggedIn();

    @Test
    public void resendsWhileTheRequestIsUnderWayJoinItWhateverTheirNumber() {
        send(1, CHANGE, 5);
        send(1, CHANGE, 5);
        send(2, CHANGE, 5);
        assertThat(fixture.changes).hasSize(1);
        fixture.changes.remove().complete(CommandResponse.of(0x42));
        assertThat(console.answersUntilPong())
                .extracting(Message::rqSeq, Message::hex)
                .containsExactlyInAnyOrder(tuple(1), tuple(1), tuple(2));
    }

    @Test
    public void aLateResendWithTheSameNumberGetsTheSameAnswer() {
        send(1, CHANGE, 5);
        fixture.changes.remove().complete(CommandResponse.of(0x42));
        fixture.clock.advance(Duration.ofSeconds(5));
        send(1, CHANGE, 5);
        assertThat(fixture.changes).isEmpty();
        assertThat(console.answersUntilPong()).hasSize(2).allSatisfy(answer -> assertThat(answer.hex())
                .isEqualTo("42"));
    }

    @Test
    public void theSameRequestWithANewNumberAfterItsEndRunsAgain() {
        send(1, CHANGE, 5);
        fixture.changes.remove().complete(CommandResponse.ok());
        send(2, CHANGE, 5);
        assertThat(fixture.changes).hasSize(1);
    }

    @Test
    public void theSameNumberLongAfterTheEndRunsAgain() {
        send(1, CHANGE, 5);
        fixture.changes.remove().complete(CommandResponse.ok());
        fixture.clock.advance(Duration.ofSeconds(6));
        send(1, CHANGE, 5);
        assertThat(fixture.changes).hasSize(1);
    }

    @Test
    public void aRequestThatTheDispatcherCouldNotBeginRunsWhenItComesAgain() {
        send(1, CHANGE, 5);
        fixture.changes.remove().completeExceptionally(new IllegalStateException("the dispatcher is being replaced"));
        assertThat(console.answersUntilPong()).isEmpty();
        send(1, CHANGE, 5);
        fixture.changes.remove().complete(CommandResponse.of(0x42));
        assertThat(console.answersUntilPong()).hasSize(1);
    }

    @Test
    public void otherDataIsAnotherRequest() {
        send(1, CHANGE, 5);
        send(1, CHANGE, 6);
        assertThat(fixture.changes).hasSize(2);
    }

    @Test
    public void theSameRequestOfAnotherSessionRuns() {
        send(1, CHANGE, 5);
        RemoteConsole other = fixture.loggedIn();
        other.sendRaw(other.packet(1, 0, CHANGE, 5));
        assertThat(fixture.changes).hasSize(2);
    }

    @Test
    public void anAcknowledgedRequestIsUnderWayUntilItsWorkIsDone() {
        send(1, ACKNOWLEDGED, 2);
        send(2, ACKNOWLEDGED, 2);
        assertThat(console.answersUntilPong()).hasSize(2);
        assertThat(fixture.acknowledgedRuns()).isEqualTo(1);
        fixture.acknowledgedWork.complete(null);
        send(3, ACKNOWLEDGED, 2);
        assertThat(fixture.acknowledgedRuns()).isEqualTo(2);
    }

    @Test
    public void workThatHasNotEndedAfterAQuarterOfAnHourNeverWill() {
        send(1, ACKNOWLEDGED, 2);
        fixture.clock.advance(Duration.ofMinutes(15));
        send(2, ACKNOWLEDGED, 2);
        assertThat(fixture.acknowledgedRuns()).isEqualTo(1);
        fixture.clock.advance(Duration.ofNanos(1));
        send(3, ACKNOWLEDGED, 2);
        assertThat(fixture.acknowledgedRuns()).isEqualTo(2);
    }

    @Test
    public void workThatNeverEndsLeavesRoomForOtherChangesInTheEnd() {
        for (int i = 0; i < RecentRequests.CAPACITY; i++) {
            send(i, ACKNOWLEDGED, i);
        }
        send(20, CHANGE, 5);
        assertThat(fixture.changes).isEmpty();
        fixture.clock.advance(Duration.ofMinutes(15).plusNanos(1));
        send(21, CHANGE, 5);
        assertThat(fixture.changes).hasSize(1);
    }

    @Test
    public void readsAreAnsweredAnewEachTime() {
        send(1, SessionFixture.READ);
        send(1, SessionFixture.READ);
        assertThat(console.answersUntilPong()).extracting(Message::hex).containsExactly("01", "02");
    }

    @Test
    public void aSessionCanHaveOnlySoManyChangesUnderWay() {
        for (int i = 0; i <= RecentRequests.CAPACITY; i++) {
            send(i, CHANGE, i);
        }
        assertThat(fixture.changes).hasSize(RecentRequests.CAPACITY);
        assertThat(console.answersUntilPong()).singleElement().satisfies(answer -> assertThat(answer.code())
                .isEqualTo(0xC0));
    }

    private static org.assertj.core.groups.Tuple tuple(int rqSeq) {
        return org.assertj.core.groups.Tuple.tuple(rqSeq, "42");
    }

    private void send(int rqSeq, int command, int... data) {
        console.sendRaw(console.packet(rqSeq, 0, command, data));
    }

    @Test
    public void answersThatAreReadyAtTheSameMomentLeaveInTheOrderOfTheirNumbers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            RemoteConsole console = fixture.loggedIn();
            for (int round = 0; round < 500; round++) {
                for (int change = 0; change < 4; change++) {
                    console.send(0, SessionFixture.CHANGE, change, round & 0xFF, round >> 8);
                }
                CyclicBarrier together = new CyclicBarrier(4);
                for (int change = 0; change < 4; change++) {
                    CompletableFuture<CommandResponse> answer = fixture.changes.remove();
                    threads.execute(() -> {
                        try {
                            together.await();
                        } catch (InterruptedException | BrokenBarrierException e) {
                            throw new IllegalStateException(e);
                        }
                        answer.complete(CommandResponse.of(1));
                    });
                }
                for (int change = 0; change < 4; change++) {
                    // A console refuses an answer whose number is lower than that of the one before.
                    assertThat(console.nextAnswer(RemoteConsole.DEADLINE)).isPresent();
                }
            }
        } finally {
            threads.shutdown();
        }
    }
}
