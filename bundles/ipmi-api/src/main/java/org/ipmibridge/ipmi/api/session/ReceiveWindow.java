package org.ipmibridge.ipmi.api.session;

/**
 * Which session sequence numbers have been received, so that none is taken twice (IPMI v2.0, section 6.12.13). Numbers wrap around, and
 * 0 is never valid. Guarded by its owner.
 */
public final class ReceiveWindow {
    private static final int MAX_DEPTH = 63;

    private final int ahead;
    private final int behind;
    private int highest;
    /** Bit n: whether {@code highest - n} has been received. */
    private long seen;

    /**
     * @param highest the number before the first one that is expected
     * @param ahead how far above the highest number a new one may be, 1 or more
     * @param behind how far below the highest number one may be that has not been received yet, 0 to 63
     */
    public ReceiveWindow(int highest, int ahead, int behind) {
        if (ahead < 1 || behind < 0 || behind > MAX_DEPTH) {
            throw new IllegalArgumentException("window +" + ahead + "/-" + behind);
        }
        this.highest = highest;
        this.ahead = ahead;
        this.behind = behind;
        this.seen = 1;
    }

    private ReceiveWindow(long[] frozen) {
        this((int) frozen[0], (int) frozen[1], (int) frozen[2]);
        seen = frozen[3];
    }

    /** All of it in numbers. */
    long[] freeze() {
        return new long[] {highest, ahead, behind, seen};
    }

    static ReceiveWindow thaw(long[] frozen) {
        return new ReceiveWindow(frozen);
    }

    /** Takes a number: true if it is inside the window and new, and from then on it is not new any more. */
    public boolean accept(int sequence) {
        int distance = sequence - highest;
        if (sequence == 0 || distance > ahead || distance < -behind) {
            return false;
        }
        if (distance > 0) {
            seen = distance > MAX_DEPTH ? 1 : seen << distance | 1;
            highest = sequence;
            return true;
        }
        long bit = 1L << -distance;
        boolean fresh = (seen & bit) == 0;
        seen |= bit;
        return fresh;
    }
}
