/** The operator's commands, one class for each verb. They call the API bundles and hold no state. */
package org.ipmibridge.shell.commands;
