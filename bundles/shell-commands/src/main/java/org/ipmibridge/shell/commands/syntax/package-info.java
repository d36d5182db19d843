/** What a command's annotations say of it: its usage, its help and what can be typed next. */
package org.ipmibridge.shell.commands.syntax;
