/** {@code bridge iso-boot-check}: sets boot devices and power over IPMI, and checks a whole boot from CD, at any BMC. */
package org.ipmibridge.launcher.isoboot;
