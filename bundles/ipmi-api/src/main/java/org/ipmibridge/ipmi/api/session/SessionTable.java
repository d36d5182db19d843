package org.ipmibridge.ipmi.api.session;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * The sessions of one BMC and its log-ins under way, each in a slot. The slot's number is the session handle and the lowest byte of the
 * session ID, so that finding a session is reading an array. Reading is lock-free; who adds or removes holds the table's monitor.
 */
public final class SessionTable {
    /** The number of slots, numbered from 1: a session handle is one byte and never 0. */
    public static final int CAPACITY = 255;

    private final String bmc;
    private final AtomicReferenceArray<SessionState> slots = new AtomicReferenceArray<>(CAPACITY + 1);
    private final AtomicInteger size = new AtomicInteger();

    /** @param bmc the name of the BMC */
    public SessionTable(String bmc) {
        this.bmc = bmc;
    }

    public String bmc() {
        return bmc;
    }

    /** The session with this ID; null if there is none. */
    public SessionState find(int id) {
        SessionState state = slots.get(id & 0xFF);
        return state != null && state.id() == id ? state : null;
    }

    /** The session in this slot; null if it is free. */
    public SessionState at(int handle) {
        return slots.get(handle);
    }

    /** How many slots are taken. */
    public int size() {
        return size.get();
    }

    /** All that are there at this moment, in the order of their handles. */
    public List<SessionState> all() {
        return IntStream.rangeClosed(1, CAPACITY)
                .mapToObj(slots::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Puts a session in the slot that its ID names. */
    public void add(SessionState state) {
        if (slots.getAndSet(state.handle(), state) == null) {
            size.incrementAndGet();
        }
    }

    /** Frees the session's slot if it is still there; tells whether it was. */
    public boolean remove(SessionState state) {
        boolean removed = slots.compareAndSet(state.handle(), state, null);
        if (removed) {
            size.decrementAndGet();
        }
        return removed;
    }
}
