/**
 * What happens at the BMCs, for bundles that count it, and for the one that keeps a record of it.
 */
@Export
@Version("1.0.0")
package org.ipmibridge.ipmi.api.observe;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
