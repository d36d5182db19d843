/**
 * IPMI commands: how a bundle implements them, and how they are found and run.
 */
@Export
@Version("1.1.0")
package org.ipmibridge.ipmi.api.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
