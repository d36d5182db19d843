package org.ipmibridge.launcher.migration;

import java.util.List;
import java.util.Optional;

/**
 * What a file of the ancestor says.
 *
 * @param vms the VMs in the file's order; not empty
 * @param logLevel ERROR, WARN, INFO or DEBUG
 */
record Ancestor(List<MappedVm> vms, Iso iso, Optional<String> logLevel) {}
