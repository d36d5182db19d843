package org.ipmibridge.shell.commands.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Descriptor;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

public final class ServiceCatalogTest {
    private final Map<ServiceReference<?>, Object> services = new LinkedHashMap<>();
    private final Catalog catalog = new ServiceCatalog(proxy(BundleContext.class, this::answer));

    @Test
    public void commandsAreFoundHoweverTheirFunctionsAreRegistered() {
        register("machine", "power", new Verbs());
        register("felix", new String[] {"start", "stop"}, new Verbs());
        register("scr", List.of("info"), new Verbs());

        assertThat(catalog.names()).containsExactly("felix:start", "felix:stop", "machine:power", "scr:info");
    }

    @Test
    public void aCommandIsReadFromItsMethods() {
        register("machine", "power", new Verbs());

        assertThat(catalog.find("machine:power"))
                .hasValueSatisfying(command -> assertThat(command.usage()).isEqualTo("usage: machine:power <string>"));
        assertThat(catalog.find("machine:power").orElseThrow().summary()).isEqualTo("Switches");
    }

    @Test
    public void aServiceThatIsJustGoingIsNotFound() {
        register("machine", "power", null);

        assertThat(catalog.names()).containsExactly("machine:power");
        assertThat(catalog.find("machine:power")).isEmpty();
    }

    @Test
    public void withoutCommandsThereAreNone() {
        assertThat(catalog.names()).isEmpty();
        assertThat(catalog.find("machine:power")).isEmpty();
        assertThat(catalog.matching("power")).isEmpty();
    }

    @Test
    public void theBridgesOwnCommandsComeBeforeOthersOfTheSameName() {
        register("felix", "help", new Verbs());
        register("scr", "list", new Verbs());
        register("felix", "list", new Verbs());
        assertThat(catalog.matching("list")).containsExactly("felix:list", "scr:list");
        register("fleet", "list", new Verbs());
        assertThat(catalog.matching("list")).containsExactly("fleet:list");

        register("bridge", "help", new Verbs());
        assertThat(catalog.matching("help")).containsExactly("bridge:help");
        assertThat(catalog.matching("felix:help")).containsExactly("felix:help");
    }

    @Test
    public void whatGogoMayRunInPlaceOfACommandIsOfItsRoleToo() {
        register("rack", "lamp", new Lamp());
        register("rack", "door", new Lamp());

        assertThat(catalog.find("rack:lamp").orElseThrow().role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(catalog.find("rack:door").orElseThrow().role()).isEqualTo(Role.READ_ONLY);
    }

    /** The commands of a bundle that somebody else wrote. */
    public static final class Lamp {
        @Requires(Role.READ_ONLY)
        public String lamp() {
            return "on";
        }

        public void setLamp(String state) {
            throw new AssertionError(state);
        }

        @Requires(Role.READ_ONLY)
        public String door() {
            return "open";
        }
    }

    private void register(String scope, Object functions, Object service) {
        Map<String, Object> properties = Map.of("osgi.command.scope", scope, "osgi.command.function", functions);
        services.put(proxy(ServiceReference.class, (method, arguments) -> properties.get(arguments[0])), service);
    }

    private Object answer(String method, Object... arguments) {
        return switch (method) {
            case "getAllServiceReferences" ->
                services.isEmpty() ? null : services.keySet().toArray(new ServiceReference<?>[0]);
            case "getService" -> services.get(arguments[0]);
            case "ungetService" -> true;
            default -> throw new AssertionError(method);
        };
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> answer.to(method.getName(), arguments);
                }));
    }

    private interface Answer {
        Object to(String method, Object... arguments);
    }

    /** A command's service. */
    public static final class Verbs {
        @Descriptor("Switches. Example: power on")
        public void power(String action) {}
    }
}
