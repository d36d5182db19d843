/** Keeps the bundles that run in accord with the jars in a directory. */
package org.ipmibridge.bundle.deployer;
