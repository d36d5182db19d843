package org.ipmibridge.shell.commands.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.Operator;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.UsageException;
import org.ipmibridge.shell.commands.problem.Problems;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Listing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code config:list}, {@code config:get}, {@code config:set} and {@code config:unset}. They show no secret. */
@Component(service = ConfigCommands.class)
@GogoCommand(
        scope = "config",
        function = {"list", "get", "set", "unset"})
public final class ConfigCommands {
    private static final String FILE = "the file, or its PID; org.ipmibridge. and .cfg can be left out";

    private final ConfigDirectory directory;
    private final ConfigEditor editor;
    private final Problems problems;

    @Activate
    public ConfigCommands(
            @Reference ConfigDirectory directory, @Reference ConfigEditor editor, @Reference Problems problems) {
        this.directory = directory;
        this.editor = editor;
        this.problems = problems;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Lists the configuration files, and what is wrong with them. Example: config:list")
    public String list(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        Map<String, String> wrong = problems.all().stream()
                .collect(Collectors.toMap(Problem::source, ConfigCommands::inFile, (first, second) -> first));
        Listing listing = new Listing("file", "pid", "name", "problem");
        directory
                .files()
                .forEach(file -> listing.add(
                        file.fileName(),
                        file.pid(),
                        file.name(),
                        wrong.getOrDefault(file.path().toString(), "")));
        return listing.render(json);
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Shows what a configuration file says, as it is written; secrets are hidden. Examples: config:get virtual.bmc-vm1,"
                    + " config:get ipmi.session idle.seconds")
    public String get(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor(FILE) @Argument(value = "file", choice = Choice.CONFIG_FILE) String file,
            @Descriptor("a key; all of them when left out") @Argument(value = "key", choice = Choice.CONFIG_KEY)
                    String... key) {
        ConfigFile found = directory.named(file);
        CfgFile text = found.read();
        if (key.length > 1) {
            throw new UsageException("one key at a time");
        }
        Listing listing = new Listing("key", "value");
        if (key.length == 1) {
            String value = Secrets.shown(key[0], value(found, text, key[0]));
            return json ? listing.add(key[0], value).render(true) : value;
        }
        new TreeMap<>(text.keys().stream()
                        .collect(Collectors.toMap(
                                each -> each,
                                each -> Secrets.shown(each, text.get(each).orElse("")))))
                .forEach(listing::add);
        return listing.render(json);
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Changes a value in a configuration file, and waits until it is in force. A value that is refused is taken back. Comments"
                    + " and all other lines stay as they are. Examples: config:set ipmi.session idle.seconds 120,"
                    + " config:set virtual.bmc-vm1 machine web01")
    public String set(
            CommandSession session,
            @Descriptor(FILE) @Argument(value = "file", choice = Choice.CONFIG_FILE) String file,
            @Descriptor("the key") @Argument(value = "key", choice = Choice.CONFIG_KEY) String key,
            @Descriptor("the value, in quotes if there are blanks in it") @Argument("value") String value) {
        Secrets.requireNoPlainSecret(key, value);
        ConfigFile found = directory.named(file);
        String outcome = editor.edit(found, text -> text.with(Secrets.key(key), value));
        String change = found.fileName() + ": " + key + " = " + Secrets.shown(key, value);
        Operator.of(session).changed(change);
        return change + ": " + outcome;
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Takes a key out of a configuration file, so that its default is in force. Example: config:unset ipmi.session"
                    + " idle.seconds")
    public String unset(
            CommandSession session,
            @Descriptor(FILE) @Argument(value = "file", choice = Choice.CONFIG_FILE) String file,
            @Descriptor("the key") @Argument(value = "key", choice = Choice.CONFIG_KEY) String key) {
        ConfigFile found = directory.named(file);
        value(found, found.read(), key);
        String outcome = editor.edit(found, text -> text.without(key));
        String change = found.fileName() + ": no " + key;
        Operator.of(session).changed(change);
        return change + ": " + outcome;
    }

    private static String value(ConfigFile file, CfgFile text, String key) {
        return text.get(key)
                .orElseThrow(() -> new ShellException(file.fileName() + " has no " + key
                        + (text.keys().isEmpty() ? "" : "; it has " + String.join(", ", List.copyOf(text.keys())))));
    }

    private static String inFile(Problem problem) {
        return problem.text().substring(problem.source().length() + 2);
    }
}
