/**
 * Reading configuration so that a wrong value is refused with a message that names file, key, value and reason, and the last good one stays
 * in force.
 */
@Export
@Version("1.0.0")
package org.ipmibridge.runtime.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
