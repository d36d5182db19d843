/**
 * The way of datagrams between the network and the session layer.
 */
@Export
@Version("1.1.0")
package org.ipmibridge.ipmi.api.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
