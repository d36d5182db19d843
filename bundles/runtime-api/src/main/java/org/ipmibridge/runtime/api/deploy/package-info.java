/** Jars that become bundles of the running bridge, or replace them, by being put in a directory. */
@Export
@Version("1.1.0")
package org.ipmibridge.runtime.api.deploy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
