/** The figures: what is counted, what is looked up when Prometheus asks, and the pages. */
package org.ipmibridge.metrics.collect;
