/**
 * Session headers of IPMI v1.5 and v2.0 and the messages that open an RMCP+ session (IPMI v2.0, sections 13.6 and 13.17 to
 * 13.24). Pure values and codecs: nothing here encrypts or authenticates.
 */
@Export
@Version("1.0.0")
package org.ipmibridge.ipmi.protocol.session;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
