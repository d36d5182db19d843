/**
 * The IPMI message as it stands on the wire, and the numbers that it is made of.
 *
 * <p>Everything here is a pure value or a pure codec: no I/O, no clock, no secrets. All section references are to "IPMI -
 * Intelligent Platform Management Interface Specification, Second Generation, v2.0, revision 1.1" (with errata 7) unless they
 * name another document. Multi-byte fields are least significant byte first unless said otherwise.
 */
@Export
@Version("1.0.0")
package org.ipmibridge.ipmi.protocol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
