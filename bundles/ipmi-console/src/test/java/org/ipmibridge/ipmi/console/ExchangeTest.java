package org.ipmibridge.ipmi.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** A console sends again when nothing comes, and drops what is no answer. */
public class ExchangeTest {
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final byte[] ANSWER = {1};
    private static final byte[] NONSENSE = {2};

    private final ScriptedWire wire = new ScriptedWire();

    @Test
    public void anAnswerIsWaitedForOnce() {
        wire.comes(ANSWER);

        assertThat(ask(patience(false, 3))).isEqualTo("right");
        assertThat(wire.sent).isEqualTo(1);
    }

    @Test
    public void aRequestIsSentAgainUntilItIsAnswered() {
        wire.nothingComes();
        wire.nothingComes();
        wire.comes(ANSWER);

        assertThat(ask(patience(false, 3))).isEqualTo("right");
        assertThat(wire.sent).isEqualTo(3);
    }

    @Test
    public void whatIsNoAnswerIsDroppedWithoutSendingAgain() {
        wire.comes(NONSENSE);
        wire.comes(NONSENSE);
        wire.comes(ANSWER);

        assertThat(ask(new Patience(false, List.of(Duration.ofSeconds(5))))).isEqualTo("right");
        assertThat(wire.sent).isEqualTo(1);
    }

    @Test
    public void aWitnessNoticesWhatIsNoAnswer() {
        wire.comes(NONSENSE);

        assertThatThrownBy(() -> ask(patience(true, 1))).isInstanceOf(InvalidAnswerException.class);
    }

    @Test
    public void silenceIsToldWithItsLength() {
        assertThatThrownBy(() -> ask(new Patience(false, List.of(MOMENT, Duration.ofMillis(980)))))
                .isInstanceOfSatisfying(NoAnswerException.class, silence -> assertThat(silence.unreachable())
                        .isFalse())
                .hasMessage("no answer to the question in 1 s");
        assertThat(wire.sent).isEqualTo(2);
    }

    @Test
    public void aPortThatNobodyHasIsToldAndTriedAgain() {
        wire.isUnreachable = true;

        assertThatThrownBy(() -> ask(patience(false, 2)))
                .isInstanceOfSatisfying(NoAnswerException.class, silence -> assertThat(silence.unreachable())
                        .isTrue());
        assertThat(wire.sent).isEqualTo(2);
    }

    @Test
    public void theUsualPatienceIsThatOfIpmitool() {
        assertThat(Patience.USUAL.total()).isEqualTo(Duration.ofSeconds(10));
    }

    private static Patience patience(boolean strict, int sendings) {
        return new Patience(strict, Collections.nCopies(sendings, MOMENT));
    }

    private String ask(Patience patience) {
        return new Exchange(wire, patience).ask("the question", () -> new byte[] {0}, datagram -> {
            Bytes.check(Arrays.equals(datagram, ANSWER), "no answer", datagram);
            return "right";
        });
    }

    /** Gives what a test says, and then nothing. */
    private static final class ScriptedWire implements Wire {
        private final Deque<Optional<byte[]>> script = new ArrayDeque<>();
        private int sent;
        private boolean isUnreachable;

        private void comes(byte[] datagram) {
            script.add(Optional.of(datagram));
        }

        private void nothingComes() {
            script.add(Optional.empty());
        }

        @Override
        public void send(byte[] datagram) {
            sent++;
        }

        @Override
        public Optional<byte[]> receive(Duration deadline) {
            if (isUnreachable) {
                pass(deadline);
                throw new UncheckedIOException(new PortUnreachableException());
            }
            Optional<byte[]> next = script.isEmpty() ? Optional.empty() : script.remove();
            if (next.isEmpty()) {
                pass(deadline);
            }
            return next;
        }

        /** As a socket that hears nothing. */
        private static void pass(Duration deadline) {
            long end = System.nanoTime() + deadline.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            script.clear();
        }
    }
}
