/**
 * What goes over the wire between a BMC and its clients, decoded, for an operator who watches.
 */
@Export
@Version("1.0.0")
package org.ipmibridge.ipmi.api.trace;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
