/**
 * What log lines need when what they tell comes from a hostile network.
 */
@Export
@Version("1.0.0")
package org.ipmibridge.ipmi.api.log;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
