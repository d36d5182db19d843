package org.ipmibridge.metrics.http;

/** Makes the pages. */
@FunctionalInterface
public interface Site {
    /** The answer to a GET. Called on the server's only thread: it must not block. */
    Response page(Request request);
}
