package org.ipmibridge.launcher.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the ancestor's config.ini. */
final class IniReader {
    private static final Set<String> SECTIONS = Set.of("vmware", "ipmi", "iso", "logging", "vm_mapping");
    private static final int HTTPS = 443;
    private static final int IPMI = 623;

    private final IniFile file;
    private final Notes notes;

    private IniReader(IniFile file, Notes notes) {
        this.file = file;
        this.notes = notes;
    }

    static Ancestor read(String text, Notes notes) throws ImportException {
        return new IniReader(IniFile.parse(text), notes).read();
    }

    private Ancestor read() throws ImportException {
        for (String name : file.names()) {
            if (!SECTIONS.contains(name)) {
                notes.lost("section [" + name + "]: is not known here");
            }
        }
        Server server = server();
        int port = port();
        return new Ancestor(vms(server, port), iso(), level());
    }

    private Server server() throws ImportException {
        Section section = file.section("vmware");
        Server server = new Server(
                Hosts.host(section.required("vcenter_host", "host"), section.place("vcenter_host")),
                section.port("port", HTTPS),
                section.required("username", "user"),
                section.required("password"),
                section.flag("ignore_ssl", "disable_ssl"));
        section.noteUnknown(notes);
        return server;
    }

    private int port() throws ImportException {
        Section section = file.section("ipmi");
        int port = section.port("listen_port", IPMI);
        section.text("listen_address")
                .ifPresent(address -> notes.lost(section.place("listen_address") + " = " + address
                        + ": each BMC listens on its own address of [vm_mapping] now"));
        section.noteUnknown(notes);
        return port;
    }

    private Iso iso() throws ImportException {
        Section section = file.section("iso");
        Iso iso = new Iso(section.text("default_iso_path"), section.text("datastore"), Optional.empty());
        section.noteUnknown(notes);
        return iso;
    }

    private Optional<String> level() throws ImportException {
        Section section = file.section("logging");
        Optional<String> level = Levels.read(section, notes);
        section.noteUnknown(notes);
        return level;
    }

    private List<MappedVm> vms(Server server, int port) throws ImportException {
        Section section = file.section("vm_mapping");
        List<MappedVm> vms = new ArrayList<>();
        for (String key : section.keys()) {
            String address = Hosts.address(key, section.place(key));
            vms.add(new MappedVm(section.place(key), section.required(key), server, address, port, Optional.empty()));
        }
        if (vms.isEmpty()) {
            throw new ImportException("[vm_mapping] has no VM");
        }
        return vms;
    }
}
