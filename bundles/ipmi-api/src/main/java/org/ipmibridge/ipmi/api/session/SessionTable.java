package org.ipmibridge.ipmi.api.session;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * The sessions of one BMC and its log-ins under way, each in a slot. The slot's number is the session handle and the lowest byte of the
 * session ID, so that finding a session is reading an array. Reading is lock-free; who looks for a free slot and adds holds the table's monitor.
 * The array grows with the handles that are in use, as of thousands of BMCs most have no session.
 */
public final class SessionTable {
    /** The number of slots, numbered from 1: a session handle is one byte and never 0. */
    public static final int CAPACITY = 255;

    private static final int FEW = 16;

    private final String bmc;

    /** Replaced by a longer one under the monitor, which all who change a slot hold. */
    private volatile AtomicReferenceArray<SessionState> slots = new AtomicReferenceArray<>(0);

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
        SessionState state = at(id & 0xFF);
        return state != null && state.id() == id ? state : null;
    }

    /** The session in this slot; null if it is free. */
    public SessionState at(int handle) {
        AtomicReferenceArray<SessionState> now = slots;
        return handle < now.length() ? now.get(handle) : null;
    }

    /** How many slots are taken. */
    public int size() {
        return size.get();
    }

    /** All that are there at this moment, in the order of their handles. */
    public List<SessionState> all() {
        AtomicReferenceArray<SessionState> now = slots;
        return IntStream.range(1, now.length())
                .mapToObj(now::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Puts a session in the slot that its ID names. */
    public synchronized void add(SessionState state) {
        makeRoom(state.handle());
        if (slots.getAndSet(state.handle(), state) == null) {
            size.incrementAndGet();
        }
    }

    /** Frees the session's slot if it is still there; tells whether it was. */
    public synchronized boolean remove(SessionState state) {
        if (at(state.handle()) != state) {
            return false;
        }
        slots.set(state.handle(), null);
        size.decrementAndGet();
        return true;
    }

    private void makeRoom(int handle) {
        AtomicReferenceArray<SessionState> before = slots;
        if (handle < before.length()) {
            return;
        }
        int length = FEW;
        while (length <= handle) {
            length *= 2;
        }
        AtomicReferenceArray<SessionState> longer = new AtomicReferenceArray<>(length);
        for (int i = 0; i < before.length(); i++) {
            longer.set(i, before.get(i));
        }
        slots = longer;
    }
}
