/**
 * Finds the handler of a command, checks that the session may send it, and turns every failure into a completion code, in this one place.
 */
package org.ipmibridge.ipmi.dispatch;
