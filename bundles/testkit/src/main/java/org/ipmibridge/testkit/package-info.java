/** Stand-ins and helpers for tests. Not deployed. */
package org.ipmibridge.testkit;
