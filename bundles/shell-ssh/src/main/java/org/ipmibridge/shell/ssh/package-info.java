/** Lets operators into the shell over SSH. Only the classes of {@code server} use Apache MINA, and only while the server is switched on. */
package org.ipmibridge.shell.ssh;
