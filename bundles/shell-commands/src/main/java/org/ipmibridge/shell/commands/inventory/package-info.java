/** What other systems must know of the BMCs, in the forms that they read. */
package org.ipmibridge.shell.commands.inventory;
