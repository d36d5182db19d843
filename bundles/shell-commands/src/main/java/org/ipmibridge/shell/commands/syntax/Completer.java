package org.ipmibridge.shell.commands.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.shell.Candidate;

/** Tells what could be typed next. */
public final class Completer {
    private final Catalog catalog;
    private final Choices choices;

    public Completer(Catalog catalog, Choices choices) {
        this.catalog = catalog;
        this.choices = choices;
    }

    /**
     * The words that may replace the one before the cursor, without quotes even where Gogo needs them.
     *
     * @param line what was typed
     * @param cursor where in it, 0 to its length
     */
    public List<Candidate> complete(String line, int cursor) {
        Typed typed = Typed.of(line.substring(0, cursor));
        Stream<Candidate> candidates = typed.words().isEmpty()
                ? commands(typed.prefix())
                : matching(typed.words().get(0))
                        .map(command -> arguments(command, typed))
                        .orElseGet(Stream::empty);
        return candidates
                .filter(candidate -> candidate.value().startsWith(typed.prefix()))
                .distinct()
                .toList();
    }

    /** The bridge's own commands first; short names, and those of others, once something was typed. */
    private Stream<Candidate> commands(String prefix) {
        List<String> names = catalog.names();
        return Stream.concat(
                        names.stream()
                                .filter(Catalog::isOwn)
                                .flatMap(name -> prefix.isEmpty() ? Stream.of(name) : spellings(name)),
                        names.stream().filter(name -> !Catalog.isOwn(name) && !prefix.isEmpty()))
                .filter(name -> name.startsWith(prefix))
                .map(name -> new Candidate(name, summary(name)));
    }

    /** The function alone where that is enough, and the full name. */
    private Stream<String> spellings(String name) {
        String function = name.substring(name.indexOf(':') + 1);
        return catalog.matching(function).size() == 1 ? Stream.of(function, name) : Stream.of(name);
    }

    private String summary(String name) {
        return matching(name).map(Command::summary).orElse("");
    }

    private Optional<Command> matching(String name) {
        return catalog.matching(name).stream().findFirst().flatMap(catalog::find);
    }

    private Stream<Candidate> arguments(Command command, Typed typed) {
        List<Flag> flags = command.forms().stream()
                .flatMap(form -> form.flags().stream())
                .distinct()
                .toList();
        if (typed.endsWithFlagThatTakesValue(flags)) {
            return Stream.empty();
        }
        if (typed.prefix().startsWith("-")) {
            return flags.stream()
                    .filter(flag -> flag.names().stream().noneMatch(typed.words()::contains))
                    .flatMap(flag -> flag.names().stream().map(name -> new Candidate(name, flag.description())));
        }
        List<String> before = typed.operands(flags);
        return command.forms().stream()
                .filter(form -> form.operands().size() > before.size())
                .flatMap(form -> choices(form.operands().get(before.size()).choice(), before));
    }

    private Stream<Candidate> choices(Choice choice, List<String> before) {
        return choice == Choice.COMMAND
                ? catalog.names().stream().map(name -> new Candidate(name, ""))
                : choices.of(choice, before).stream();
    }
}
