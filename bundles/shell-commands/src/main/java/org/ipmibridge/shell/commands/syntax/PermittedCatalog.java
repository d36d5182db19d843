package org.ipmibridge.shell.commands.syntax;

import java.util.List;
import java.util.Optional;
import org.ipmibridge.runtime.api.shell.Role;

/** What a role may run. */
final class PermittedCatalog implements Catalog {
    private final Catalog all;
    private final Role role;

    PermittedCatalog(Catalog all, Role role) {
        this.all = all;
        this.role = role;
    }

    @Override
    public List<String> names() {
        return all.names().stream().filter(name -> find(name).isPresent()).toList();
    }

    @Override
    public Optional<Command> find(String name) {
        return all.find(name).filter(command -> role.includes(command.role()));
    }
}
