package org.ipmibridge.shell.commands.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Words;
import org.ipmibridge.shell.commands.text.Yaml;

/** The forms of an inventory. None has a password: the bridge tells none. */
enum Format {
    /** BareMetalHost objects of Metal3, each with a Secret whose password is to be filled in. */
    METAL3 {
        @Override
        String write(List<Host> hosts) {
            Map<String, String> taken = new TreeMap<>();
            List<String> documents = new ArrayList<>();
            for (Host host : hosts) {
                String name = KubernetesNames.of(host.bmc(), taken);
                documents.add(Yaml.write(secret(name, host)));
                documents.add(Yaml.write(bareMetalHost(name, host)));
            }
            return String.join("---\n", documents);
        }
    },

    /** Nodes and ports for {@code openstack baremetal create}. */
    IRONIC {
        @Override
        String write(List<Host> hosts) {
            return hosts.isEmpty()
                    ? ""
                    : Yaml.write(
                            Map.of("nodes", hosts.stream().map(Format::node).toList()));
        }
    },

    /** An inventory for Ansible: the group {@code ipmibridge}, and one for each fleet. */
    ANSIBLE {
        @Override
        String write(List<Host> hosts) {
            return hosts.isEmpty() ? "" : Yaml.write(Map.of("all", Map.of("children", groups(hosts))));
        }
    },

    /** What the bridge knows. */
    JSON {
        @Override
        String write(List<Host> hosts) {
            Listing listing =
                    new Listing("bmc", "address", "user", "machine", "hypervisor", "fleet", "macAddresses", "power");
            hosts.forEach(host -> listing.add(
                    host.bmc(),
                    Words.address(host.endpoint()),
                    host.user(),
                    host.machine(),
                    host.hypervisor(),
                    host.fleet(),
                    host.macs(),
                    host.on() ? "on" : "off"));
            return listing.render(true);
        }
    };

    /** What is to be put in place of it. */
    private static final String PASSWORD = "REPLACE-ME";

    abstract String write(List<Host> hosts);

    private static Map<String, Object> secret(String name, Host host) {
        return map(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                map("name", name + "-bmc"),
                "type",
                "Opaque",
                "stringData",
                map("username", host.user(), "password", PASSWORD));
    }

    private static Map<String, Object> bareMetalHost(String name, Host host) {
        Map<String, Object> spec = map("online", host.on());
        host.macs().stream().findFirst().ifPresent(mac -> spec.put("bootMACAddress", mac));
        spec.put("bmc", map("address", "ipmi://" + Words.address(host.endpoint()), "credentialsName", name + "-bmc"));
        return map(
                "apiVersion",
                "metal3.io/v1alpha1",
                "kind",
                "BareMetalHost",
                "metadata",
                map("name", name),
                "spec",
                spec);
    }

    private static Map<String, Object> node(Host host) {
        Map<String, Object> node = map(
                "name",
                host.bmc(),
                "driver",
                "ipmi",
                "driver_info",
                map(
                        "ipmi_address",
                        host.address(),
                        "ipmi_port",
                        host.endpoint().getPort(),
                        "ipmi_username",
                        host.user()));
        if (!host.macs().isEmpty()) {
            node.put(
                    "ports",
                    host.macs().stream().map(mac -> map("address", mac)).toList());
        }
        return node;
    }

    private static Map<String, Object> groups(List<Host> hosts) {
        Map<String, Map<String, Object>> members = new LinkedHashMap<>();
        members.put("ipmibridge", new LinkedHashMap<>());
        for (Host host : hosts) {
            members.get("ipmibridge").put(host.bmc(), variables(host));
            if (!host.fleet().isEmpty()) {
                members.computeIfAbsent(
                                "fleet_" + host.fleet().replaceAll("[^A-Za-z0-9_]", "_"), any -> new LinkedHashMap<>())
                        .put(host.bmc(), null);
            }
        }
        Map<String, Object> groups = new LinkedHashMap<>();
        members.forEach((name, each) -> groups.put(name, map("hosts", each)));
        return groups;
    }

    private static Map<String, Object> variables(Host host) {
        Map<String, Object> variables = map(
                "ipmi_address",
                host.address(),
                "ipmi_port",
                host.endpoint().getPort(),
                "ipmi_username",
                host.user(),
                "ipmi_machine",
                host.machine(),
                "ipmi_hypervisor",
                host.hypervisor());
        if (!host.macs().isEmpty()) {
            variables.put("ipmi_macs", host.macs());
        }
        return variables;
    }

    /** A map in the order in which it is written here. */
    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
