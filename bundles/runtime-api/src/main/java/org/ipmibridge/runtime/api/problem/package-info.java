/**
 * What is wrong at the moment, for the operator: each bundle that can have a problem registers a source, and the shell asks all of them.
 */
@Export
@Version("1.1.0")
package org.ipmibridge.runtime.api.problem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
