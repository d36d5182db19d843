package org.ipmibridge.shell.commands.config;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.Operator;
import org.ipmibridge.shell.commands.UsageException;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Listing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The commands {@code user:}: the IPMI users, as their files have them. A password is never an argument. */
@Component(service = UserCommands.class)
@GogoCommand(
        scope = "user",
        function = {"list", "add", "password", "privilege", "enable", "disable", "remove"})
public final class UserCommands {
    private static final String USER = "the user's name, or what follows the hyphen in the file's name";
    private static final String GENERATE = "make a password up, and print it once";
    private static final String PASSWORD_FILE = "take the first line of this file for the password";

    private final UserAccounts accounts;

    @Activate
    public UserCommands(@Reference UserAccounts accounts) {
        this.accounts = accounts;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Lists the IPMI users as they are configured. Example: user:list")
    public String list(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        Listing listing = new Listing("name", "id", "privilege", "enabled", "bmcs", "file", "problem");
        for (ConfigFile file : accounts.files()) {
            CfgFile text = file.read();
            listing.add(
                    AccountFile.name(text),
                    text.get("id").map(UserCommands::numberOrText),
                    text.get("privilege").map(String::strip).orElse("user"),
                    !text.get("enabled").orElse("true").strip().equalsIgnoreCase("false"),
                    text.get("bmcs").map(String::strip).orElse("*"),
                    file.fileName(),
                    accounts.problem(file));
        }
        return listing.render(json);
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Adds an IPMI user. Asks for the password, or reads it from the standard input. Examples: user:add eve --privilege"
                    + " operator, user:add eve --generate --bmcs vm1,vm2")
    public String add(
            CommandSession session,
            @Descriptor("user, operator, administrator, callback or none")
                    @Parameter(names = "--privilege", absentValue = "user")
                    String privilege,
            @Descriptor("the slot, 2 to 15; the first free one when left out")
                    @Parameter(names = "--id", absentValue = "")
                    String id,
            @Descriptor("the BMCs that have the user, with commas in between; all when left out")
                    @Parameter(names = "--bmcs", absentValue = "*")
                    String bmcs,
            @Descriptor(PASSWORD_FILE) @Parameter(names = "--password-file", absentValue = "") String passwordFile,
            @Descriptor(GENERATE) @Parameter(names = "--generate", presentValue = "true", absentValue = "false")
                    boolean generate,
            @Descriptor("the new user's name, 1 to 16 characters") @Argument("name") String name) {
        Optional<Integer> slot = id.isEmpty() ? Optional.empty() : Optional.of(number(id));
        String password = SecretFiles.choose(session, generate, path(session, passwordFile));
        String outcome = accounts.add(
                name, password, slot, text -> text.with("privilege", privilege).with("bmcs", bmcs));
        Operator.of(session).changed("user " + name + " added, privilege " + privilege);
        return shown("user " + name + " added: " + outcome, generate, password);
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Gives an IPMI user another password. Asks for it, or reads it from the standard input. Sessions that are open stay open."
                    + " Examples: user:password admin, user:password admin --generate")
    public String password(
            CommandSession session,
            @Descriptor(PASSWORD_FILE) @Parameter(names = "--password-file", absentValue = "") String passwordFile,
            @Descriptor(GENERATE) @Parameter(names = "--generate", presentValue = "true", absentValue = "false")
                    boolean generate,
            @Descriptor(USER) @Argument(value = "user", choice = Choice.ACCOUNT) String user) {
        ConfigFile file = accounts.named(user);
        String password = SecretFiles.choose(session, generate, path(session, passwordFile));
        String outcome = accounts.password(file, password);
        Operator.of(session).changed("user " + user + ": another password");
        return shown("user " + user + ": password: " + outcome, generate, password);
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Gives an IPMI user another privilege limit, for log-ins from now on. Example: user:privilege eve operator")
    public String privilege(
            CommandSession session,
            @Descriptor(USER) @Argument(value = "user", choice = Choice.ACCOUNT) String user,
            @Descriptor("user, operator, administrator, callback or none")
                    @Argument(value = "level", choice = Choice.PRIVILEGE)
                    String level) {
        return change(session, user, "privilege", level);
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor("Lets an IPMI user log in again. Example: user:enable eve")
    public String enable(
            CommandSession session, @Descriptor(USER) @Argument(value = "user", choice = Choice.ACCOUNT) String user) {
        return change(session, user, "enabled", "true");
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor("Lets an IPMI user log in no more. Sessions that are open stay open. Example: user:disable eve")
    public String disable(
            CommandSession session, @Descriptor(USER) @Argument(value = "user", choice = Choice.ACCOUNT) String user) {
        return change(session, user, "enabled", "false");
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Removes an IPMI user, its file and its secret. Sessions that are open stay open. Example: user:remove eve")
    public String remove(
            CommandSession session, @Descriptor(USER) @Argument(value = "user", choice = Choice.ACCOUNT) String user) {
        accounts.remove(accounts.named(user));
        Operator.of(session).changed("user " + user + " removed");
        return "user " + user + " removed";
    }

    private String change(CommandSession session, String user, String key, String value) {
        String outcome = accounts.change(accounts.named(user), key, value);
        Operator.of(session).changed("user " + user + ": " + key + " " + value);
        return "user " + user + ": " + key + " = " + value + ": " + outcome;
    }

    private static String shown(String outcome, boolean generated, String password) {
        return generated ? outcome + "\n" + password : outcome;
    }

    private static Object numberOrText(String id) {
        return id.strip().matches("\\d{1,9}") ? (Object) Integer.valueOf(id.strip()) : id.strip();
    }

    private static int number(String id) {
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException e) {
            throw new UsageException("--id must be a whole number");
        }
    }

    private static Path path(CommandSession session, String file) {
        return file.isEmpty() ? null : session.currentDir().resolve(file);
    }
}
