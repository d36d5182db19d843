/**
 * What is controlled: machines of a hypervisor, their power, boot device and ISO image.
 *
 * <p>It knows neither IPMI nor any product. A backend registers one {@link org.ipmibridge.hypervisor.api.Hypervisor} service for
 * each hypervisor that it speaks to; everybody else finds machines through
 * {@link org.ipmibridge.hypervisor.api.MachineDirectory}.
 *
 * <p><b>Truth.</b> A state that the hypervisor did not confirm is never reported. A backend that cannot know fails with a
 * {@link org.ipmibridge.hypervisor.api.HypervisorException}.
 *
 * <p><b>Threads.</b> No method blocks. A stage that is answered from memory is returned completed; otherwise it completes on a
 * thread of the backend's own bounded pool, and exceptionally only with a {@code HypervisorException}.
 */
@Export
@Version("1.2.0")
package org.ipmibridge.hypervisor.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
