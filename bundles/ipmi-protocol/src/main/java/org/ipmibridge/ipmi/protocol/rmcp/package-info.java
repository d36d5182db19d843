/** RMCP framing and the ASF presence ping (IPMI v2.0, section 13.1; ASF 2.0, DSP0136, section 3.2). Pure values and codecs. */
@Export
@Version("1.0.0")
package org.ipmibridge.ipmi.protocol.rmcp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
