package org.ipmibridge.launcher.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the files of a configuration directory of what the ancestor's file says. */
final class Translation {
    private static final String PID = "org.ipmibridge.virtual.bmc";

    /**
     * A BMC that was made.
     *
     * @param hypervisor the name of its server's configuration
     */
    record Bmc(String name, MappedVm vm, String hypervisor) {}

    private final Ancestor ancestor;
    private final Notes notes;
    private final ImportedFiles files = new ImportedFiles();
    private final ServerFiles servers;
    private final List<Bmc> bmcs = new ArrayList<>();

    Translation(Ancestor ancestor, Certificates certificates, Notes notes) {
        this.ancestor = ancestor;
        this.notes = notes;
        servers = new ServerFiles(ancestor.iso(), certificates, files, notes);
    }

    /** Makes the files, but for the defaults. */
    ImportedFiles run() throws ImportException {
        Names names = new Names();
        AccountFiles accounts = new AccountFiles(files, notes);
        for (MappedVm vm : accepted()) {
            Bmc bmc = new Bmc(names.like(vm.name()), vm, servers.nameOf(vm.server()));
            bmcs.add(bmc);
            accounts.add(bmc.name(), vm);
            files.configuration(PID, bmc.name(), text(bmc));
        }
        accounts.write(bmcs.size());
        noteMissingAddresses();
        return files;
    }

    List<Bmc> bmcs() {
        return bmcs;
    }

    int servers() {
        return servers.count();
    }

    /** The VMs that can have their address; of two that want one, the first has it. */
    private List<MappedVm> accepted() {
        List<MappedVm> accepted = new ArrayList<>();
        for (MappedVm vm : ancestor.vms()) {
            Optional<MappedVm> other =
                    accepted.stream().filter(vm::collidesWith).findFirst();
            if (other.isEmpty()) {
                accepted.add(vm);
            } else {
                notes.lost(vm.origin() + ": VM " + vm.name() + " has no BMC, for " + vm.endpoint() + " is "
                        + (other.get().endpoint().equals(vm.endpoint())
                                ? ""
                                : "included in " + other.get().endpoint() + ", ")
                        + "the address of VM " + other.get().name() + ", "
                        + other.get().origin()
                        + "; give it another address or port in a file " + PID + "-NAME.cfg");
            }
        }
        return accepted;
    }

    private static CfgText text(Bmc bmc) throws ImportException {
        return new CfgText()
                .comment("The BMC of VM " + bmc.vm().name() + ", " + bmc.vm().origin() + ".")
                .set("address", bmc.vm().address())
                .set("port", bmc.vm().port())
                .set("machine", bmc.vm().name())
                .set("hypervisor", bmc.hypervisor());
    }

    private void noteMissingAddresses() {
        List<String> missing = bmcs.stream()
                .map(bmc -> bmc.vm().address())
                .distinct()
                .filter(address -> !Hosts.isHere(address))
                .toList();
        if (!missing.isEmpty()) {
            notes.check("this machine does not have " + String.join(", ", missing)
                    + ": the bridge must run where they are, or get them, as with 'ip address add'; it waits for them");
        }
        if (bmcs.stream().anyMatch(bmc -> bmc.vm().port() < 1024)) {
            notes.check("a port below 1024 needs root, or the capability CAP_NET_BIND_SERVICE");
        }
    }
}
