package org.example.scripted;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * A configuration, checked.
 *
 * @param name what BMCs know the hypervisor by
 * @param machines the machines' names
 * @param actions the command for each action that there is one for
 * @param status prints whether a machine is on
 * @param on what it prints for a machine that is on
 * @param off what it prints for a machine that is off
 * @param bootdev sets the boot device; empty for none
 * @param timeout how long a command, and what it causes, may take
 * @param threads how many commands may run at once
 */
record Settings(
        String name,
        List<String> machines,
        Map<PowerAction, Command> actions,
        Command status,
        String on,
        String off,
        Command bootdev,
        Duration timeout,
        int threads) {
    static Settings read(ScriptedHypervisor.Config config, ConfigReader reader) {
        Map<PowerAction, Command> actions = new EnumMap<>(PowerAction.class);
        actions.put(PowerAction.ON, required(reader, "on"));
        actions.put(PowerAction.OFF, required(reader, "off"));
        optional(reader, "cycle", PowerAction.CYCLE, actions);
        optional(reader, "reset", PowerAction.RESET, actions);
        optional(reader, "soft", PowerAction.SOFT_OFF, actions);
        List<String> machines = reader.list(config.machines()).stream()
                .map(name -> machine(reader, name))
                .toList();
        return new Settings(
                reader.name("name", config.name()),
                machines,
                actions,
                required(reader, "status"),
                config.status_on().strip(),
                config.status_off().strip(),
                command(reader, "bootdev"),
                reader.millis("timeout", config::timeout),
                reader.number("threads", config::threads, 1, 64));
    }

    /** A name becomes an argument of a command, which must not take it for an option. */
    private static String machine(ConfigReader reader, String name) {
        if (name.startsWith("-")) {
            throw reader.wrong("machines", "no machine's name may begin with a hyphen");
        }
        return reader.name("machines", name);
    }

    private static void optional(
            ConfigReader reader, String key, PowerAction action, Map<PowerAction, Command> actions) {
        Command command = command(reader, key);
        if (!command.isNone()) {
            actions.put(action, command);
        }
    }

    private static Command required(ConfigReader reader, String key) {
        Command command = command(reader, key);
        if (command.isNone()) {
            throw reader.wrong(key, "must be a command");
        }
        return command;
    }

    private static Command command(ConfigReader reader, String key) {
        String text = reader.text(key);
        return new Command(text.isEmpty() ? List.of() : Arrays.asList(text.split("\\s+")));
    }
}
