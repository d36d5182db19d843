package org.ipmibridge.bundle.deployer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing that is to be done.
 *
 * @param name the symbolic name that it is done for
 * @param file with what should be in force for it; null for what the distribution has
 * @param jar of that file; null for what the distribution has
 */
record Step(String name, DeployedFile file, BundleJar jar) {
    /** What is to be done: new bundles first, as others may need them. */
    static List<Step> of(Inventory inventory, Installer installer) {
        Map<String, DeployedFile> best = inventory.best();
        Set<String> names = new TreeSet<>(best.keySet());
        names.addAll(inventory.forces.keySet());
        List<Step> steps = new ArrayList<>();
        for (String name : names) {
            DeployedFile file = best.get(name);
            BundleJar wanted = file == null ? null : file.usable().orElseThrow();
            Force force = inventory.forces.get(name);
            if (wanted == null || force == null || !wanted.sameContent(force.jar)) {
                steps.add(new Step(name, file, wanted));
            }
        }
        steps.sort(Comparator.comparing(step -> installer.find(step.name()).isPresent()));
        return steps;
    }
}
