/** What is wrong at the moment, from everybody who knows, and each thing once. */
package org.ipmibridge.shell.commands.problem;
