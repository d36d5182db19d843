/** The record of who did what to which machine, from where, with what outcome. */
package org.ipmibridge.audit;
