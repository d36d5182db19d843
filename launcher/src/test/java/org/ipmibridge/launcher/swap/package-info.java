/** Clients that work all the time while parts of the bridge are replaced, and what they notice of it. */
package org.ipmibridge.launcher.swap;
