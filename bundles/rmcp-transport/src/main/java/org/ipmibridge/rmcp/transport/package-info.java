/**
 * UDP sockets, RMCP framing and the ASF presence ping (IPMI v2.0, section 13.1; ASF 2.0, DSP0136, section 3.2).
 *
 * <p>Three kinds of threads meet here. The supervisor decides which sockets are open; it may wait for the network, and it is the only one
 * that opens, moves and closes. The I/O threads receive, and run the session layer. Any thread may send.
 */
package org.ipmibridge.rmcp.transport;
