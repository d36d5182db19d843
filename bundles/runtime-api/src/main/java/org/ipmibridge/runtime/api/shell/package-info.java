/** The operator's shell, as bundles see it that add commands to it, or that let people in. */
@Export
@Version("1.0.0")
package org.ipmibridge.runtime.api.shell;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
