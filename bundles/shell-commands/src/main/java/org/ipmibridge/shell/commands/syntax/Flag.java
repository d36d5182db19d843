package org.ipmibridge.shell.commands.syntax;

import java.util.List;

/**
 * An option of a command.
 *
 * @param names its names, with hyphens
 * @param description what it does; may be empty
 * @param takesValue whether the next word is its value
 */
public record Flag(List<String> names, String description, boolean takesValue) {
    public Flag {
        names = List.copyOf(names);
    }

    String usage() {
        return "[" + names.get(0) + (takesValue ? " <value>]" : "]");
    }
}
