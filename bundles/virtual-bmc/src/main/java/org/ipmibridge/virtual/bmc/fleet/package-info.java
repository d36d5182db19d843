/** Which machines a fleet has, and which address each of them gets. Knows neither sockets nor services. */
package org.ipmibridge.virtual.bmc.fleet;
