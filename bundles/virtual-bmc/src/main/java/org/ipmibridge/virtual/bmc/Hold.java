package org.ipmibridge.virtual.bmc;

/** How firmly a fleet holds an address that it had before, the firmest first: what two fleets had is that one's which holds it more firmly. */
enum Hold {
    /** A BMC listens there. */
    RUNS,
    /** It is of a machine that is there, as far as is known. */
    USED,
    /** It is kept for a machine that is gone. */
    RELEASED
}
