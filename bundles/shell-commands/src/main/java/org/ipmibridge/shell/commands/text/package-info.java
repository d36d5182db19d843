/** How commands write what they found: tables and fields for people, JSON for programs. */
package org.ipmibridge.shell.commands.text;
