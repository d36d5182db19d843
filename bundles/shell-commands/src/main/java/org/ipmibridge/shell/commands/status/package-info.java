/** How the bridge as a whole is doing. */
package org.ipmibridge.shell.commands.status;
