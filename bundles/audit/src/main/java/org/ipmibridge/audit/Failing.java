package org.ipmibridge.audit;

import java.time.Instant;

/**
 * Something that does not work.
 *
 * @param since when it was seen first
 * @param reason in one line
 */
record Failing(Instant since, String reason) {}
