/**
 * A virtual BMC: what it is, where it listens, and what it remembers.
 */
@Export
@Version("1.2.0")
package org.ipmibridge.ipmi.api.bmc;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
