/** {@code bridge import}: reads the two configuration forms of the bridge's ancestor, and writes a configuration directory. */
package org.ipmibridge.launcher.migration;
