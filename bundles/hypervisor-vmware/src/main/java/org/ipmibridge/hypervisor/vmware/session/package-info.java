/** One kept session with one server: log-in, calls, tasks, and what becomes of their failures. */
package org.ipmibridge.hypervisor.vmware.session;
