/** Bundles that tests make up. */
package org.ipmibridge.testkit.bundle;
