/** The SSH server itself: Apache MINA SSHD, with JLine for those who type. */
package org.ipmibridge.shell.ssh.server;
