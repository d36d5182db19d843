package org.ipmibridge.virtual.bmc.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * What is asked of a machine, by four keys; of several values of one key, one is enough.
 *
 * @param names patterns of its name
 * @param folders paths of folders; what is below is meant too
 * @param pools paths of resource pools, as with folders, or names of pools that it is in or below
 * @param attributes {@code NAME=PATTERN}
 */
record Criteria(List<Glob> names, List<String> folders, List<String> pools, List<Attribute> attributes) {
    /** An attribute with a value of a pattern. */
    private record Attribute(String name, Glob value) {
        boolean isOf(Placement machine) {
            String actual = machine.attributes().get(name);
            return actual != null && value.matches(actual);
        }
    }

    /** @param prefix what the keys begin with */
    static Criteria read(ConfigReader reader, String prefix) {
        return new Criteria(
                reader.list(reader.text(prefix + "name")).stream().map(Glob::of).toList(),
                paths(reader, prefix + "folder"),
                paths(reader, prefix + "resource.pool"),
                attributes(reader, prefix + "attribute"));
    }

    /** Whether a machine is as all of the keys ask that ask for anything. */
    boolean allAreMetBy(Placement machine) {
        return asked().allMatch(asked -> asked.test(machine));
    }

    /** Whether a machine is as one of the keys asks. */
    boolean oneIsMetBy(Placement machine) {
        return asked().anyMatch(asked -> asked.test(machine));
    }

    private Stream<Predicate<Placement>> asked() {
        return Stream.of(
                        one(names, (glob, machine) -> glob.matches(machine.name())),
                        one(folders, (path, machine) -> isIn(machine.folder(), path)),
                        one(pools, (pool, machine) -> isInPool(machine.resourcePool(), pool)),
                        one(attributes, (attribute, machine) -> attribute.isOf(machine)))
                .flatMap(List::stream);
    }

    /** None where nothing is asked for. */
    private static <T> List<Predicate<Placement>> one(List<T> values, BiPredicate<T, Placement> isMet) {
        return values.isEmpty()
                ? List.of()
                : List.of(machine -> values.stream().anyMatch(value -> isMet.test(value, machine)));
    }

    private static boolean isInPool(String actual, String pool) {
        return pool.indexOf('/') < 0 ? Arrays.asList(actual.split("/")).contains(pool) : isIn(actual, pool);
    }

    private static boolean isIn(String actual, String path) {
        return actual.startsWith(path) && (actual.length() == path.length() || actual.charAt(path.length()) == '/');
    }

    private static List<String> paths(ConfigReader reader, String key) {
        return reader.list(reader.text(key)).stream()
                .map(path -> Arrays.stream(path.split("/"))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining("/")))
                .peek(path -> require(!path.isEmpty(), reader, key, "must be a path such as DC0/vm/web"))
                .toList();
    }

    private static List<Attribute> attributes(ConfigReader reader, String key) {
        return reader.list(reader.text(key)).stream()
                .map(text -> {
                    int equals = text.indexOf('=');
                    require(equals > 0, reader, key, "must be NAME=PATTERN, such as owner=web*");
                    return new Attribute(
                            text.substring(0, equals).strip(),
                            Glob.of(text.substring(equals + 1).strip()));
                })
                .toList();
    }

    private static void require(boolean good, ConfigReader reader, String key, String reason) {
        if (!good) {
            throw reader.wrong(key, reason);
        }
    }
}
