package org.ipmibridge.hypervisor.simulated;

import java.time.Duration;

/**
 * How long a machine takes.
 *
 * @param powerOn from the request to power until it is confirmed
 * @param powerOff from the request to cut the power until it is confirmed
 * @param reset from the request to reset until the machine boots
 * @param softOff how long the guest takes to shut down
 */
record Delays(Duration powerOn, Duration powerOff, Duration reset, Duration softOff) {}
