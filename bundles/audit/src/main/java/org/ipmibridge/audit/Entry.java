package org.ipmibridge.audit;

import java.util.concurrent.CompletableFuture;

/**
 * A line on its way to the file.
 *
 * @param line without its end, ASCII
 * @param recorded completes when it is there, exceptionally when it is late
 */
record Entry(String line, CompletableFuture<Void> recorded) {}
