/** Commands that show what happens until their user has seen enough. */
package org.ipmibridge.shell.commands.follow;
