package org.ipmibridge.shell.commands.syntax;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/**
 * One way to call a command, as its method says it.
 *
 * @param description what it does; may be empty
 * @param flags its options
 * @param operands its arguments, in their order
 */
public record Form(String description, List<Flag> flags, List<Operand> operands) {
    public Form {
        flags = List.copyOf(flags);
        operands = List.copyOf(operands);
    }

    /** Reads a command's method. */
    static Form of(Method method) {
        List<Flag> flags = new ArrayList<>();
        List<Operand> operands = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            Optional<Flag> flag = flag(parameter);
            flag.ifPresent(flags::add);
            if (flag.isEmpty() && parameter.getType() != CommandSession.class) {
                operands.add(operand(parameter));
            }
        }
        return new Form(described(method.getAnnotation(Descriptor.class)), flags, operands);
    }

    /** The arguments and options after the command's name. */
    String usage() {
        return Stream.concat(
                        operands.stream().map(Operand::usage), flags.stream().map(Flag::usage))
                .collect(Collectors.joining(" "));
    }

    private static Optional<Flag> flag(Parameter parameter) {
        var option = parameter.getAnnotation(org.apache.felix.service.command.Parameter.class);
        return Optional.ofNullable(option)
                .map(it -> new Flag(
                        List.of(it.names()),
                        described(parameter.getAnnotation(Descriptor.class)),
                        it.presentValue().equals(org.apache.felix.service.command.Parameter.UNSPECIFIED)));
    }

    private static Operand operand(Parameter parameter) {
        Argument argument = parameter.getAnnotation(Argument.class);
        return new Operand(
                argument == null ? typeName(parameter) : argument.value(),
                described(parameter.getAnnotation(Descriptor.class)),
                argument == null ? Choice.ANY : argument.choice(),
                parameter.getType().isArray());
    }

    private static String typeName(Parameter parameter) {
        return parameter.getType().getSimpleName().replace("[]", "").toLowerCase(Locale.ROOT);
    }

    private static String described(Annotation descriptor) {
        return descriptor instanceof Descriptor text ? text.value() : "";
    }
}
