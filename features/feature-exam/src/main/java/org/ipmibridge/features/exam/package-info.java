/** For tests only: boots the bundles of features, and no others of ours, in a real OSGi framework. */
package org.ipmibridge.features.exam;
