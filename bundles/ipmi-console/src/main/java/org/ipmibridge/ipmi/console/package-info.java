/**
 * A remote console: the client's side of IPMI over LAN (IPMI v2.0, section 13). It shares no code with the server: framing, keys and checks
 * are its own, on the JDK's cryptography, so that a mistake of the server's is not mirrored here. Nothing waits longer than its deadline.
 */
package org.ipmibridge.ipmi.console;
