/**
 * Starts a distribution: reads its features, installs their bundles into an OSGi framework and runs that until it is told to stop.
 *
 * <p>This package is on the class path of the Java machine, beside the framework. No bundle sees it: what a bundle may know is
 * passed as properties, listed in {@link org.ipmibridge.launcher.FrameworkProperties}.
 */
package org.ipmibridge.launcher;
