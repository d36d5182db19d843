/** A web server for a few pages that are read by programs: one thread, and nobody who is slow makes others wait. */
package org.ipmibridge.metrics.http;
