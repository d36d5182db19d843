/** Tells on standard output how the BMCs are doing: at the start, and whenever that changes. */
package org.ipmibridge.shell.commands.report;
