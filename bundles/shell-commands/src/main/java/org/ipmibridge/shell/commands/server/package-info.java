/** The server of {@code bridge shell}: Gogo behind a Unix-domain socket that only the bridge's own user may connect to. */
package org.ipmibridge.shell.commands.server;
