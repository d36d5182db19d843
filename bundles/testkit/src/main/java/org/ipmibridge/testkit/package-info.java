/**
 * For tests only: stand-ins for the contracts of the API bundles, a clock and randomness that a test decides, and a remote console
 * that speaks IPMI over UDP with cryptography of its own, as a witness of what the server does.
 */
package org.ipmibridge.testkit;
