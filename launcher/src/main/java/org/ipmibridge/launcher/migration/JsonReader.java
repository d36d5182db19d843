package org.ipmibridge.launcher.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.features.format.Json;
import org.ipmibridge.launcher.migration.MappedVm.Account;

/** Reads the ancestor's config.json. */
final class JsonReader {
    private static final List<String> OBJECTS = List.of("vmware", "vms", "iso_repository", "logging");
    private static final int HTTPS = 443;
    private static final int IPMI = 623;

    private final Map<String, Object> root;
    private final Notes notes;

    private JsonReader(Map<String, Object> root, Notes notes) {
        this.root = root;
        this.notes = notes;
    }

    static Ancestor read(String text, Notes notes) throws ImportException {
        Object value;
        try {
            value = Json.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ImportException(e.getMessage(), e);
        }
        return new JsonReader(object(value, "the file"), notes).read();
    }

    private Ancestor read() throws ImportException {
        for (String key : root.keySet()) {
            if (!OBJECTS.contains(key)) {
                notes.lost(key + ": is not known here");
            }
        }
        return new Ancestor(vms(), iso(), level());
    }

    private List<MappedVm> vms() throws ImportException {
        if (!(root.get("vms") instanceof List<?> list) || list.isEmpty()) {
            throw new ImportException("vms: a list of VMs expected");
        }
        Section common = section("vmware");
        List<MappedVm> vms = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String where = "vms[" + i + "]";
            vms.add(vm(new Section(where, object(list.get(i), where), Map.of()), common));
        }
        common.noteUnknown(notes);
        return vms;
    }

    private MappedVm vm(Section vm, Section common) throws ImportException {
        String name = vm.required("name", "vm_name");
        String address = Hosts.address(vm.text("ipmi_address").orElse(""), vm.place("ipmi_address"));
        int port = vm.port("port", IPMI);
        Optional<String> user = vm.text("ipmi_user");
        Optional<String> password = vm.text("ipmi_password");
        if (user.isEmpty() && password.isPresent()) {
            notes.lost(vm.place("ipmi_password") + ": has no ipmi_user; the account is called admin");
            user = Optional.of("admin");
        }
        MappedVm mapped = new MappedVm(
                vm.place("(VM " + name + ")"),
                name,
                server(vm, common),
                address,
                port,
                user.map(known -> new Account(known, password)));
        vm.noteUnknown(notes);
        return mapped;
    }

    private static Server server(Section vm, Section common) throws ImportException {
        Optional<String> host = or(vm.text("vcenter_host"), common.text("host", "vcenter_host"));
        Optional<String> user = or(vm.text("vcenter_user", "vcenter_username"), common.text("user", "username"));
        Optional<String> password = or(vm.text("vcenter_password"), common.text("password"));
        int port = vm.port("vcenter_port", common.port("port", HTTPS));
        boolean insecure = common.flag("disable_ssl", "ignore_ssl") | vm.flag("disable_ssl", "ignore_ssl");
        return new Server(
                Hosts.host(present(host, vm, "vcenter_host"), vm.place("vcenter_host")),
                port,
                present(user, vm, "vcenter_user"),
                present(password, vm, "vcenter_password"),
                insecure);
    }

    private static Optional<String> or(Optional<String> own, Optional<String> common) {
        return own.isPresent() ? own : common;
    }

    private static String present(Optional<String> value, Section vm, String key) throws ImportException {
        return value.orElseThrow(
                () -> new ImportException(vm.place(key) + " is missing, and 'vmware' does not have it either"));
    }

    private Iso iso() throws ImportException {
        Section repository = section("iso_repository");
        Optional<String> datastore = repository.text("datastore");
        Optional<String> folder = repository.text("iso_path").map(path -> path.replaceAll("^/+|/+$", ""));
        List<String> images = repository.list("available_isos");
        for (String further : images.subList(Math.min(1, images.size()), images.size())) {
            notes.lost(repository.place("available_isos") + ": " + further
                    + " is not the default image; mount it with 'iso:mount', or give it to a machine");
        }
        repository.noteUnknown(notes);
        Optional<String> image = images.stream().findFirst().map(name -> folder.filter(
                        path -> !path.isEmpty() && !name.startsWith("["))
                .map(path -> path + "/" + name)
                .orElse(name));
        return new Iso(image, datastore, folder.filter(path -> !path.isEmpty()));
    }

    private Optional<String> level() throws ImportException {
        Section logging = section("logging");
        Optional<String> level = Levels.read(logging, notes);
        logging.noteUnknown(notes);
        return level;
    }

    private Section section(String key) throws ImportException {
        Object value = root.get(key);
        return new Section(key + ":", value == null ? Map.of() : object(value, key), Map.of());
    }

    private static Map<String, Object> object(Object value, String where) throws ImportException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ImportException(where + ": {...} expected");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, each) -> object.put((String) key, each));
        return object;
    }
}
