package org.ipmibridge.ipmi.users;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A hash that takes as long as a test wants, and tells which threads computed it. */
final class HeldHash implements Fingerprint.Hash {
    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch begun = new CountDownLatch(0);
    private volatile CountDownLatch released = new CountDownLatch(0);

    @Override
    public byte[] of(byte[] salt, String secret) {
        threads.add(Thread.currentThread().getName());
        begun.countDown();
        await(released);
        return Fingerprint.pbkdf2(salt, secret);
    }

    /** From now on every hash waits for {@link #release}. */
    void hold() {
        begun = new CountDownLatch(1);
        released = new CountDownLatch(1);
    }

    /** Returns when a hash waits. */
    void awaitHeld() {
        await(begun);
    }

    void release() {
        released.countDown();
    }

    Set<String> threads() {
        return Set.copyOf(threads);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing happened within 20 s");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
