/** What a configuration depends on beside its file. */
package org.ipmibridge.config.watcher;
