package org.ipmibridge.shell.commands.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.problem.Problems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts as their files say, and their passwords in files of the secrets' directory. */
@Component(service = UserAccounts.class)
public final class UserAccounts {
    private static final Pattern FILE_NAME = Pattern.compile("[^A-Za-z0-9._@-]");
    private static final int FIRST_ID = 2;
    private static final int LAST_ID = 15;

    private final ConfigDirectory directory;
    private final ConfigEditor editor;
    private final SecretFiles secrets;
    private final Problems problems;

    @Activate
    public UserAccounts(
            @Reference ConfigDirectory directory,
            @Reference ConfigEditor editor,
            @Reference SecretFiles secrets,
            @Reference Problems problems) {
        this.directory = directory;
        this.editor = editor;
        this.secrets = secrets;
        this.problems = problems;
    }

    List<ConfigFile> files() {
        return directory.files(AccountFile.PID);
    }

    /** What is wrong with an account; empty if nothing is. */
    String problem(ConfigFile file) {
        return problems.of(file.path().toString()).stream()
                .findFirst()
                .map(Problem::text)
                .orElse("");
    }

    /**
     * The file of an account.
     *
     * @param name the user's name, or the NAME in the file's name
     */
    ConfigFile named(String name) {
        List<ConfigFile> users = files().stream()
                .filter(file -> AccountFile.name(file.read()).equals(name))
                .toList();
        return users.size() == 1
                ? users.get(0)
                : files().stream()
                        .filter(file -> file.name().equals(Optional.of(name)))
                        .findFirst()
                        .orElseThrow(() -> new ShellException(
                                users.isEmpty()
                                        ? "no user is called " + name + "; user:list shows all"
                                        : "several users are called " + name + ": say what follows the hyphen in the"
                                                + " file's name; user:list shows it"));
    }

    /** Makes an account. */
    String add(String name, String password, Optional<Integer> wantedId, UnaryOperator<CfgFile> rest) {
        if (files().stream().anyMatch(file -> AccountFile.name(file.read()).equals(name))) {
            throw new ShellException("there is a user " + name + " already");
        }
        String fileName = FILE_NAME.matcher(name).replaceAll("_");
        ConfigFile file = directory.file(AccountFile.PID, fileName);
        String secret = "ipmi-" + fileName;
        if (file.exists() || CfgWriter.read(secrets.file(secret)).isPresent()) {
            throw new ShellException((file.exists() ? file.path() : secrets.file(secret)) + " is there already");
        }
        int id = wantedId.orElseGet(this::freeId);
        secrets.write(secret, password);
        try {
            return editor.edit(
                    file,
                    text -> rest.apply(text.with("id", Integer.toString(id))
                            .with("name", name)
                            .with(AccountFile.PASSWORD, reference(secret))));
        } catch (ShellException e) {
            takeBack(secret, file);
            throw e;
        }
    }

    /** Changes an account. */
    String change(ConfigFile file, String key, String value) {
        return editor.edit(file, text -> text.with(key, value));
    }

    /** Gives an account another password, in the file that it is in, or else in one of its own. */
    String password(ConfigFile file, String password) {
        Optional<String> known = AccountFile.secret(file.read());
        String secret = known.orElse("ipmi-" + file.name().orElseThrow());
        Optional<byte[]> before = CfgWriter.read(secrets.file(secret));
        if (known.isEmpty()) {
            if (before.isPresent()) {
                throw new ShellException(secrets.file(secret) + " is there already");
            }
            secrets.write(secret, password);
            try {
                return change(file, AccountFile.PASSWORD, reference(secret));
            } catch (ShellException e) {
                takeBack(secret, file);
                throw e;
            }
        }
        boolean told = editor.tellsOf(file, () -> secrets.write(secret, password));
        String problem = problem(file);
        if (!problem.isEmpty()) {
            return "written; not all is well with the account yet: " + problem;
        }
        return told ? "in force" : "written; no bundle has said what became of it";
    }

    /** Removes an account, and its secret if nobody else uses that. */
    void remove(ConfigFile file) {
        Optional<String> secret = AccountFile.secret(file.read());
        editor.delete(file);
        secret.filter(name -> directory.files().stream().noneMatch(other -> uses(other, reference(name))))
                .ifPresent(name -> CfgWriter.delete(secrets.file(name)));
    }

    /** Removes a new secret, unless the file names it by now: what was begun goes on when nobody waits for it any more. */
    private void takeBack(String secret, ConfigFile file) {
        if (!uses(file, reference(secret))) {
            CfgWriter.delete(secrets.file(secret));
        }
    }

    private static boolean uses(ConfigFile file, String reference) {
        return CfgWriter.read(file.path())
                .map(bytes -> new String(bytes, CfgFile.CHARSET).contains(reference))
                .orElse(false);
    }

    private int freeId() {
        Set<String> used = files().stream()
                .flatMap(file -> file.read().get("id").stream())
                .map(String::strip)
                .collect(Collectors.toSet());
        for (int id = FIRST_ID; id <= LAST_ID; id++) {
            if (!used.contains(Integer.toString(id))) {
                return id;
            }
        }
        throw new ShellException("all ids from " + FIRST_ID + " to " + LAST_ID
                + " are taken; --id can give one again to a user of other BMCs");
    }

    private static String reference(String secret) {
        return "$[secret:" + secret + "]";
    }
}
