package org.ipmibridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class TicksTest {
    private final BlockingQueue<Boolean> interrupted = new ArrayBlockingQueue<>(10);
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final Ticks ticks = new Ticks(() -> {
        begun.release();
        mayEnd.acquireUninterruptibly();
        interrupted.add(Thread.interrupted());
    });

    @Test
    public void whatIsUnderWayIsNotInterruptedAtTheEndAndNothingElseBegins() throws Exception {
        ticks.every(Duration.ofMillis(1));
        awaitTick();
        ticks.close();
        mayEnd.release(2);
        assertThat(interrupted.poll(30, TimeUnit.SECONDS)).isFalse();
        assertThat(begun.tryAcquire()).isFalse();
    }

    @Test
    public void anotherPauseTakesThePlaceOfTheFormerOne() throws Exception {
        ticks.every(Duration.ofDays(1));
        ticks.every(Duration.ofMillis(1));
        awaitTick();
        mayEnd.release();
        awaitTick();
        ticks.close();
        mayEnd.release();
    }

    private void awaitTick() throws InterruptedException {
        assertThat(begun.tryAcquire(30, TimeUnit.SECONDS)).as("a tick").isTrue();
    }
}
