package org.ipmibridge.hypervisor.vmware.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public final class BodyStreamTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    @Test
    public void whatArrivesIsReadInOrderAndAskedForPortionByPortion() throws Exception {
        BodyStream body = subscribed(LONG, 100);
        assertThat(asked).hasValue(1);
        body.onNext(List.of(bytes(1, 2), ByteBuffer.allocate(0), bytes(3)));
        assertThat(body.readNBytes(3)).containsExactly(1, 2, 3);
        assertThat(asked).hasValue(1);

        body.onNext(List.of(bytes(4)));
        body.onComplete();

        assertThat(body.readAllBytes()).containsExactly(4);
        assertThat(asked.get()).isGreaterThan(1);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    public void moreThanTheMostIsRefused() {
        BodyStream body = subscribed(LONG, 3);
        body.onNext(List.of(bytes(1, 2, 3, 4)));

        assertThatThrownBy(() -> body.readNBytes(4))
                .isInstanceOfSatisfying(TransportException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(TransportException.Kind.NOT_UNDERSTOOD))
                .hasMessageContaining("longer than 3 bytes");
    }

    @Test
    public void aPauseThatIsTooLongEndsTheWait() {
        BodyStream body = subscribed(Duration.ofMillis(20), 100);

        assertThatThrownBy(body::read).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    public void aConnectionThatBreaksIsNoEnd() throws Exception {
        BodyStream body = subscribed(LONG, 100);
        body.onNext(List.of(bytes(1)));
        body.onError(new IOException("reset"));

        assertThat(body.read()).isEqualTo(1);
        assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasMessageContaining("broke off");
    }

    @Test
    public void closingEndsTheConnectionAndWhoWaits() {
        BodyStream body = subscribed(LONG, 100);

        body.close();

        assertThat(cancelled).hasValue(1);
        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
    }

    private BodyStream subscribed(Duration longestPause, long mostBytes) {
        BodyStream body = new BodyStream(longestPause, mostBytes);
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                asked.addAndGet((int) count);
            }

            @Override
            public void cancel() {
                cancelled.incrementAndGet();
            }
        });
        return body;
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }
}
