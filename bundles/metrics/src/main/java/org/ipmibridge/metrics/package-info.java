/** Tells Prometheus how the bridge is doing. Only the classes of {@code collect} use its client library, and only while it is switched on. */
package org.ipmibridge.metrics;
