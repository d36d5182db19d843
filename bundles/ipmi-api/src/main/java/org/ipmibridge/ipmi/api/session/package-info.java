/**
 * IPMI sessions: what others may see of them, and the state that outlives the bundle that runs them.
 */
@Export
@Version("2.0.0")
package org.ipmibridge.ipmi.api.session;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
