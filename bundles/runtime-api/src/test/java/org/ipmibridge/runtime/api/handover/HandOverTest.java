package org.ipmibridge.runtime.api.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public final class HandOverTest {
    private static final String EXPIRY = "hand-over-expiry";

    private final Map<Object, Object> places = new ConcurrentHashMap<>();
    private final HandOver handOver = new HandOver(places);
    private final BlockingQueue<Object> discarded = new LinkedBlockingQueue<>();

    @Test
    public void whatNobodyTakesIsDiscardedAfterAWhile() throws Exception {
        handOver.leave("socket", 1);
        handOver.leave("taken", 2);
        handOver.expireAfter(Duration.ofSeconds(2), (key, value) -> discarded.add(key));
        assertThat(handOver.take("taken", Integer.class)).contains(2);

        assertThat(discarded.poll(30, TimeUnit.SECONDS)).isEqualTo("socket");
        assertThat(discarded).isEmpty();
        assertThat(places).isEmpty();
    }

    @Test(timeout = 30_000)
    public void noThreadIsLeftAsSoonAsAllIsTaken() throws Exception {
        handOver.leave("session", "keys");
        handOver.expireAfter(Duration.ofHours(1), (key, value) -> discarded.add(key));
        List<Thread> waiting = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(EXPIRY))
                .toList();
        assertThat(waiting).isNotEmpty();

        handOver.take("session", String.class);
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(discarded).isEmpty();
    }
}
