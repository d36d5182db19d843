package org.ipmibridge.ipmi.api.bmc;

import java.util.List;

/**
 * How the BMCs are doing that one configuration makes of many machines.
 *
 * @param name the fleet's name
 * @param enabled whether there are to be any
 * @param machines how many machines it matches
 * @param bmcs how many BMCs it has, also for machines that are not known at this moment
 * @param listening how many of these answer
 * @param free how many addresses and ports are not in use
 * @param problems what is wrong, one line each; empty when all is well
 */
public record FleetStatus(
        String name, boolean enabled, int machines, int bmcs, int listening, int free, List<String> problems) {
    public FleetStatus {
        problems = List.copyOf(problems);
    }
}
