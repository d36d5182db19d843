/**
 * What backends have in common: the order of a machine's changes. Nobody needs it to use a
 * hypervisor; whoever writes a backend may.
 */
@Export
@Version("1.1.0")
package org.ipmibridge.hypervisor.backend;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
