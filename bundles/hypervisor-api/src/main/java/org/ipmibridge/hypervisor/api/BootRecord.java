package org.ipmibridge.hypervisor.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One boot of a machine.
 *
 * @param time when it began
 * @param cause the action that caused it; none when the hypervisor or the guest did
 * @param device what it booted from
 * @param iso the image in the CD drive at that moment
 */
public record BootRecord(Instant time, Optional<PowerAction> cause, BootDevice device, Optional<IsoImage> iso) {}
