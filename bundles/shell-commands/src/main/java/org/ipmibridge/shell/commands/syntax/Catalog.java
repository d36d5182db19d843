package org.ipmibridge.shell.commands.syntax;

import java.util.List;
import java.util.Optional;
import org.ipmibridge.runtime.api.shell.Role;

/** The commands of all bundles. Thread-safe. */
public interface Catalog {
    /** The scopes of the bridge's own commands; a name without scope is looked for here first. */
    List<String> OWN_SCOPES = List.of(
            "bridge",
            "bmc",
            "machine",
            "iso",
            "session",
            "user",
            "config",
            "vmware",
            "bundle",
            "service",
            "audit",
            "fleet",
            "inventory");

    /** Every command at this moment, by its name {@code scope:function}, in order. */
    List<String> names();

    /** The command of this name, {@code scope:function}. */
    Optional<Command> find(String name);

    /**
     * The commands that a name may mean: one for a full name; for a function without scope the bridge's own, or when there is none
     * those of all other scopes.
     */
    default List<String> matching(String name) {
        if (name.indexOf(':') >= 0) {
            return names().stream().filter(name::equalsIgnoreCase).limit(1).toList();
        }
        List<String> all = names().stream()
                .filter(full -> full.substring(full.indexOf(':') + 1).equalsIgnoreCase(name))
                .toList();
        List<String> own = all.stream().filter(Catalog::isOwn).toList();
        return own.isEmpty() ? all : own;
    }

    /** Of these commands those that a role may run. */
    default Catalog permittedTo(Role role) {
        return role == Role.ADMINISTRATOR ? this : new PermittedCatalog(this, role);
    }

    /** Whether a command is one of the bridge's own. */
    static boolean isOwn(String name) {
        return OWN_SCOPES.contains(name.substring(0, name.indexOf(':')));
    }
}
