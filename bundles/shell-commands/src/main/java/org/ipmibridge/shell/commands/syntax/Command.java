package org.ipmibridge.shell.commands.syntax;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;

/**
 * A command that some bundle offers at this moment.
 *
 * @param scope for example {@code machine}
 * @param function for example {@code power}
 * @param role the least role that may run it, in whatever form
 * @param forms the ways to call it, at least one
 */
public record Command(String scope, String function, Role role, List<Form> forms) {
    private static final List<String> GOGO_PREFIXES = List.of("get", "set", "is");

    public Command {
        forms = List.copyOf(forms);
    }

    /** Reads a command's methods, which have the function's name; a Java keyword is preceded by an underscore. */
    public static Command of(String scope, String function, Class<?> type) {
        List<Form> forms = methods(type, function)
                .map(Form::of)
                .sorted(Comparator.comparingInt(form -> form.operands().size()))
                .toList();
        Role role = Arrays.stream(type.getMethods())
                .filter(method -> mayRun(method, function) && !method.isBridge())
                .map(Command::role)
                .max(Comparator.naturalOrder())
                .orElse(Role.ADMINISTRATOR);
        return new Command(scope, function, role, forms);
    }

    /** The same with the stricter role of two that have one name: which of them Gogo will run is not known here. */
    Command strictest(Command other) {
        return new Command(scope, function, role.includes(other.role) ? role : other.role, forms);
    }

    /** {@code scope:function}. */
    public String name() {
        return scope + ":" + function;
    }

    /** What it does, in one sentence; may be empty. */
    public String summary() {
        String text = forms.isEmpty() ? "" : forms.get(0).description();
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end);
    }

    /** One line for each way to call it, beginning with {@code usage: }. */
    public String usage() {
        return forms.isEmpty()
                ? "usage: " + name()
                : forms.stream()
                        .map(form -> (name() + " " + form.usage()).stripTrailing())
                        .collect(Collectors.joining("\n       ", "usage: ", ""));
    }

    private static Stream<Method> methods(Class<?> type, String function) {
        return Arrays.stream(type.getMethods()).filter(method -> isNamed(method, function) && !method.isBridge());
    }

    private static Role role(Method method) {
        Requires requires = method.getAnnotation(Requires.class);
        return requires == null ? Role.ADMINISTRATOR : requires.value();
    }

    /** Gogo runs these too where their parameters fit better. */
    private static boolean mayRun(Method method, String function) {
        String name = method.getName();
        return isNamed(method, function)
                || name.equalsIgnoreCase("_main")
                || GOGO_PREFIXES.stream().anyMatch(prefix -> name.equalsIgnoreCase(prefix + function));
    }

    private static boolean isNamed(Method method, String function) {
        return method.getName().equalsIgnoreCase(function) || method.getName().equalsIgnoreCase("_" + function);
    }
}
