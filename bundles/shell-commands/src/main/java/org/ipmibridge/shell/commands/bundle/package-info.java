/** The commands about bundles: which ones run, where they come from, and how to replace them. */
package org.ipmibridge.shell.commands.bundle;
