/** What a bundle leaves to its successor when it is replaced while the bridge runs. */
@Export
@Version("1.1.0")
package org.ipmibridge.runtime.api.handover;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
