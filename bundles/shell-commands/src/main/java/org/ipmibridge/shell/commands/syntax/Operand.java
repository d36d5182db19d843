package org.ipmibridge.shell.commands.syntax;

/**
 * An argument of a command.
 *
 * @param name its name in the usage
 * @param description what it is; may be empty
 * @param choice what it may be
 * @param optional whether it may be left out
 */
public record Operand(String name, String description, Choice choice, boolean optional) {
    String usage() {
        return optional ? "[<" + name + ">]" : "<" + name + ">";
    }
}
