package org.ipmibridge.ipmi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.command;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Test;

public class TroubleTest {
    private static final String COMMAND = "bundle org.example.oem: command \"Get Something\" (NetFn 06h, command 01h) ";
    private static final CommandHandler GOOD = request -> CommandResponse.of(1).now();

    private final FakeBmc vm1 = new FakeBmc("vm1");
    private final Whiteboard board = new Whiteboard();
    private final AtomicReference<CommandHandler> handler = new AtomicReference<>(GOOD);

    private HandlerReference foreign() {
        return board.registerForeign(
                command(NetFn.APP, 1), request -> handler.get().handle(request));
    }

    private CompletionCode code() throws Exception {
        return dispatch(1).get(10, TimeUnit.SECONDS).code();
    }

    private CompletableFuture<CommandResponse> dispatch(int command) {
        return board.dispatcher
                .dispatch(CommandRequests.of(vm1, NetFn.APP, command))
                .toCompletableFuture();
    }

    private List<String> problems() {
        return board.dispatcher.problems().stream().map(Problem::text).toList();
    }

    @Test
    public void aHandlerThatThrowsIsAProblemUntilItWorksAgain() throws Exception {
        foreign();
        handler.set(request -> {
            throw new IllegalStateException("boom");
        });
        assertThat(code()).isEqualTo(CompletionCode.UNSPECIFIED_ERROR);
        assertThat(problems())
                .containsExactly(COMMAND + "fails with IllegalStateException: boom, once, at 2026-01-01T00:00:00Z");

        board.clock.advance(Duration.ofSeconds(5));
        assertThat(code()).isEqualTo(CompletionCode.UNSPECIFIED_ERROR);
        assertThat(problems())
                .containsExactly(
                        COMMAND + "fails with IllegalStateException: boom, 2 times, last at 2026-01-01T00:00:05Z");

        handler.set(GOOD);
        assertThat(code()).isEqualTo(CompletionCode.OK);
        assertThat(problems()).isEmpty();
    }

    @Test
    public void aHandlerWithoutAResponseIsAProblemUntilItsBundleGoes() throws Exception {
        HandlerReference reference = foreign();
        handler.set(request -> null);
        assertThat(code()).isEqualTo(CompletionCode.UNSPECIFIED_ERROR);
        assertThat(problems()).hasSize(1);

        board.unregister(reference);
        assertThat(problems()).isEmpty();
    }

    @Test
    public void aHandlerThatNeverAnswersIsAProblem() throws Exception {
        foreign();
        CountDownLatch called = new CountDownLatch(1);
        handler.set(request -> {
            called.countDown();
            return new CompletableFuture<>();
        });
        CompletableFuture<CommandResponse> answer = dispatch(1);
        called.await();
        awaitIdleThreads();
        board.clock.advance(Duration.ofSeconds(8));

        assertThat(answer.get(10, TimeUnit.SECONDS).code()).isEqualTo(CompletionCode.TIMEOUT);
        assertThat(problems()).containsExactly(COMMAND + "does not answer within 8 s, once, at 2026-01-01T00:00:08Z");
    }

    /** A thread that waits for its next call has done all of the one before. */
    private static void awaitIdleThreads() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end
                && Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("ipmi-foreign-handler"))
                        .anyMatch(thread -> thread.getState() != Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
    }

    @Test
    public void anAnswerThatIsARefusalIsNoProblem() throws Exception {
        foreign();
        handler.set(request -> {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD);
        });
        assertThat(code()).isEqualTo(CompletionCode.INVALID_DATA_FIELD);
        assertThat(problems()).isEmpty();
    }

    @Test
    public void aServiceThatIsLeftOutIsAProblemUntilItGoes() {
        HandlerReference reference = board.registerForeign(with(command(NetFn.APP, 1), "command", 300), GOOD);
        assertThat(problems())
                .containsExactly("bundle org.example.oem: a command handler is left out: ipmi.command = 300: must be an"
                        + " integer, 0 to 255");
        board.unregister(reference);
        assertThat(problems()).isEmpty();
    }

    @Test
    public void aRequestThatComesWhenTheDispatcherGoesIsLeftToItsSuccessor() {
        foreign();
        board.dispatcher.close();
        assertThat(dispatch(1)).isCompletedExceptionally();
    }

    @Test
    public void aHandlerThatBlocksKeepsNobodyElseWaiting() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HandlerReference reference = foreign();
        handler.set(request -> block(release));
        board.register(command(NetFn.APP, 2), GOOD);
        board.registerForeign("org.example.other", command(NetFn.APP, 3), GOOD);

        List<CompletableFuture<CommandResponse>> blocked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            blocked.add(dispatch(1));
        }
        assertThat(dispatch(2).getNow(null).code()).isEqualTo(CompletionCode.OK);
        assertThat(dispatch(3).get(10, TimeUnit.SECONDS).code()).isEqualTo(CompletionCode.OK);
        assertThat(blocked).noneMatch(CompletableFuture::isDone);

        board.clock.advance(Duration.ofSeconds(8));
        for (CompletableFuture<CommandResponse> answer : blocked) {
            assertThat(answer.get(10, TimeUnit.SECONDS).code()).isEqualTo(CompletionCode.TIMEOUT);
        }
        assertThat(problems())
                .containsExactly(COMMAND + "blocks the thread that called it, 8 times, last at 2026-01-01T00:00:08Z");

        board.unregister(reference);
        assertThat(release.await(10, TimeUnit.SECONDS)).as("woken").isTrue();
    }

    @Test
    public void aBundleWithSeveralCommandsThatBlockLeavesThreadsToOthers() throws Exception {
        Semaphore begun = new Semaphore(0);
        List<HandlerReference> references = new ArrayList<>();
        for (int command = 1; command <= 4; command++) {
            references.add(board.registerForeign(command(NetFn.APP, command), blocking(begun)));
        }
        board.registerForeign("org.example.other", command(NetFn.APP, 5), GOOD);
        List<CompletableFuture<CommandResponse>> answers = new ArrayList<>();
        for (int command = 1; command <= 4; command++) {
            answers.addAll(dispatchAndBegin(8, command, begun));
        }

        assertThat(dispatch(5).get(30, TimeUnit.SECONDS).code()).isEqualTo(CompletionCode.OK);
        assertThat(answers).filteredOn(answer -> !answer.isDone()).hasSize(8);
        assertThat(answers)
                .filteredOn(CompletableFuture::isDone)
                .allSatisfy(answer -> assertThat(answer.join().code()).isEqualTo(CompletionCode.NODE_BUSY));
        assertThat(problems())
                .hasSize(3)
                .allMatch(problem -> problem.startsWith("bundle org.example.oem: "))
                .allMatch(problem -> problem.contains(" is not called while 8 calls of its bundle do not return, "));
        references.forEach(board::unregister);
    }

    @Test
    public void whoIsNotCalledBecauseOthersTakeAllThreadsIsNotToBlame() throws Exception {
        Semaphore begun = new Semaphore(0);
        List<HandlerReference> references = new ArrayList<>();
        for (int bundle = 1; bundle <= 4; bundle++) {
            references.add(
                    board.registerForeign("org.example.blocks" + bundle, command(NetFn.APP, bundle), blocking(begun)));
            dispatchAndBegin(8, bundle, begun);
        }
        board.registerForeign("org.example.other", command(NetFn.APP, 5), GOOD);

        assertThat(dispatch(5).get(30, TimeUnit.SECONDS).code()).isEqualTo(CompletionCode.NODE_BUSY);
        assertThat(problems()).isEmpty();
        references.forEach(board::unregister);
    }

    private static CommandHandler blocking(Semaphore begun) {
        return request -> {
            begun.release();
            return block(new CountDownLatch(1));
        };
    }

    /** Sends it so many times, each when the one before has begun or was refused. */
    private List<CompletableFuture<CommandResponse>> dispatchAndBegin(int times, int command, Semaphore begun)
            throws InterruptedException {
        List<CompletableFuture<CommandResponse>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            CompletableFuture<CommandResponse> answer = dispatch(command);
            answers.add(answer);
            assertThat(answer.isDone() || begun.tryAcquire(30, TimeUnit.SECONDS))
                    .as("refused or begun")
                    .isTrue();
        }
        return answers;
    }

    /** Blocks until it is interrupted. */
    private static CompletionStage<CommandResponse> block(CountDownLatch woken) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            woken.countDown();
        }
        return CommandResponse.ok().now();
    }

    @Test
    public void aHandlerOfTheBridgeIsCalledOnTheCallersThread() {
        AtomicReference<Thread> caller = new AtomicReference<>();
        board.register(command(NetFn.APP, 1), request -> {
            caller.set(Thread.currentThread());
            return CommandResponse.ok().now();
        });
        dispatch(1);
        assertThat(caller.get()).isSameAs(Thread.currentThread());
    }
}
