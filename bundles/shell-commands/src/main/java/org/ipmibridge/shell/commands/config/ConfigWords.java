package org.ipmibridge.shell.commands.config;

import java.util.List;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the arguments of commands about the configuration may be, for completion. */
@Component(service = ConfigWords.class)
public final class ConfigWords {
    private final ConfigDirectory directory;

    @Activate
    public ConfigWords(@Reference ConfigDirectory directory) {
        this.directory = directory;
    }

    /** The words; none where the files cannot be read. */
    public List<Candidate> of(Choice choice, List<String> before) {
        try {
            return switch (choice) {
                case CONFIG_FILE -> words(directory.files().stream().map(ConfigWords::shortName));
                case CONFIG_KEY -> before.isEmpty() ? List.of() : keys(before.get(before.size() - 1));
                case ACCOUNT ->
                    words(directory.files(AccountFile.PID).stream().map(file -> AccountFile.name(file.read())));
                case PRIVILEGE ->
                    AccountFile.PRIVILEGES.stream()
                            .map(word -> new Candidate(word, ""))
                            .toList();
                default -> List.of();
            };
        } catch (ShellException e) {
            return List.of();
        }
    }

    private List<Candidate> keys(String file) {
        return words(directory.named(file).read().keys().stream());
    }

    private static String shortName(ConfigFile file) {
        return file.fileName().replaceFirst("^org\\.ipmibridge\\.", "").replaceFirst("\\.cfg$", "");
    }

    private static List<Candidate> words(Stream<String> words) {
        return words.map(word -> new Candidate(word, "")).toList();
    }
}
