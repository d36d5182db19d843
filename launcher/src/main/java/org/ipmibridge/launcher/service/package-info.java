/**
 * What a service manager (systemd, or what runs a container) wants to know: that the start is over, how the bridge is doing, that it is alive,
 * and that it is stopping. Without one, which is when {@code NOTIFY_SOCKET} is not set, nothing of this is used.
 */
package org.ipmibridge.launcher.service;
