/**
 * Who may log in to a BMC, with what secret and up to what privilege.
 */
@Export
@Version("1.0.0")
package org.ipmibridge.ipmi.api.user;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
