/**
 * Reading configuration so that a wrong value is refused with a message that names file, key, value and reason.
 */
@Export
@Version("1.0.0")
package org.ipmibridge.ipmi.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
