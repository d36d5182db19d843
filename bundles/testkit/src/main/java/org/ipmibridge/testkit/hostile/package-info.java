/**
 * Sixteen kinds of damaged, forged and repeated packets, made at random from a seed, and the checks that none of them does harm: no answer
 * that must not be, a proper session that keeps working, and log-ins that go on.
 */
package org.ipmibridge.testkit.hostile;
