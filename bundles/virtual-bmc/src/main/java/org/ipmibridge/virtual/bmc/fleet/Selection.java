package org.ipmibridge.virtual.bmc.fleet;

import java.util.List;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * Which machines a fleet has.
 *
 * @param hypervisors the names of the hypervisors; empty for all there are
 * @param wanted all of this is asked for
 * @param unwanted none of this may be
 */
public record Selection(List<String> hypervisors, Criteria wanted, Criteria unwanted) {
    /** @throws IllegalArgumentException if a value is wrong; the message names file, key, value and reason */
    public static Selection read(ConfigReader reader) {
        return new Selection(
                reader.list(reader.text("hypervisor")), Criteria.read(reader, ""), Criteria.read(reader, "exclude."));
    }

    /** Whether machines of this hypervisor are looked at. */
    public boolean isFor(String hypervisor) {
        return hypervisors.isEmpty() || hypervisors.contains(hypervisor);
    }

    /** Whether the fleet has this machine, of a hypervisor that is looked at. */
    public boolean has(Placement machine) {
        return wanted.allAreMetBy(machine) && !unwanted.oneIsMetBy(machine);
    }
}
