/** Commands that change the configuration by editing the files that it stands in, and what is wrong with these files. */
package org.ipmibridge.shell.commands.config;
