package org.ipmibridge.ipmi.dispatch;

import java.util.Arrays;
import java.util.function.Function;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/** Reads the {@link IpmiCommand} properties of a service, which anybody may have registered. */
final class CommandProperties {
    private final Function<String, Object> properties;

    /** @param properties gives the value of a service property, null where there is none */
    CommandProperties(Function<String, Object> properties) {
        this.properties = properties;
    }

    /** @throws IllegalArgumentException if a property is missing or wrong; the message says which and why */
    CommandDescription describe() {
        NetFn netFn = NetFn.of(number("netFn", 0, 0x3E, null));
        if (!netFn.isRequest()) {
            throw wrong("netFn", "must be even");
        }
        return new CommandDescription(
                netFn,
                body(netFn),
                number("command", 0, 0xFF, null),
                name(),
                privilege(),
                flag("sessionless"),
                flag("changesState"));
    }

    private int body(NetFn netFn) {
        if (netFn.bodyLength() == 0) {
            return number("body", IpmiCommand.NO_BODY, IpmiCommand.NO_BODY, IpmiCommand.NO_BODY);
        }
        return number("body", 0, (1 << 8 * netFn.bodyLength()) - 1, null);
    }

    private String name() {
        if (property("name") instanceof String name && !name.isBlank()) {
            return name;
        }
        throw wrong("name", "must be the specification's name");
    }

    private PrivilegeLevel privilege() {
        Object value = property("privilege");
        return value == null
                ? PrivilegeLevel.USER
                : Arrays.stream(PrivilegeLevel.values())
                        .filter(level -> level.name().equals(value.toString()))
                        .findFirst()
                        .orElseThrow(
                                () -> wrong("privilege", "must be one of " + Arrays.toString(PrivilegeLevel.values())));
    }

    private boolean flag(String name) {
        Object value = property(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(name, "must be a boolean");
    }

    private int number(String name, int minimum, int maximum, Integer absent) {
        Object value = property(name);
        Object number = value == null ? absent : value;
        if (number instanceof Integer integer && integer >= minimum && integer <= maximum) {
            return integer;
        }
        throw wrong(name, "must be an integer, " + minimum + " to " + maximum);
    }

    private Object property(String name) {
        return properties.apply(IpmiCommand.PREFIX_ + name);
    }

    private IllegalArgumentException wrong(String name, String reason) {
        return new IllegalArgumentException(IpmiCommand.PREFIX_ + name + " = " + property(name) + ": " + reason);
    }
}
