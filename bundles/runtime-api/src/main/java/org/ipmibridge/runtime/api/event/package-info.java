/**
 * What happens in the bridge, as events of OSGi's Event Admin (OSGi Compendium, chapter 113): for people who watch, and for programs. An
 * event is news, not a record: it can be lost when nobody keeps up.
 */
@Export
@Version("1.1.0")
package org.ipmibridge.runtime.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
