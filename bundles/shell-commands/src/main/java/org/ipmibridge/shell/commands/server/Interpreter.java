package org.ipmibridge.shell.commands.server;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.ipmibridge.shell.commands.Screen;
import org.ipmibridge.shell.commands.syntax.Catalog;
import org.ipmibridge.shell.commands.syntax.Command;
import org.ipmibridge.shell.commands.syntax.Manual;

/** One Gogo session. Used by one thread at a time. */
final class Interpreter implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9_.-]*(:[a-z][a-zA-Z0-9_.-]*)?");
    private static final String HELP = "--help";

    private final CommandSession session;
    private final Catalog catalog;
    private final PrintStream out;
    private final PrintStream err;

    Interpreter(CommandProcessor processor, Catalog catalog, PrintStream out, PrintStream err) {
        this.session = processor.createSession(InputStream.nullInputStream(), out, err);
        this.catalog = catalog;
        this.out = out;
        this.err = err;
        session.put("SCOPE", String.join(":", Catalog.OWN_SCOPES) + ":*");
    }

    /**
     * Runs one command. Its arguments reach it as they are: they are never read as Gogo, which can call any method of any object.
     *
     * @return the exit code
     */
    int run(Request.Argv argv) {
        String typed = argv.arguments().get(0);
        List<String> names = NAME.matcher(typed).matches() ? catalog.matching(typed) : List.of();
        if (names.size() != 1) {
            return Failure.notOne(typed, names).print(err);
        }
        String name = names.get(0);
        List<String> arguments = argv.arguments().subList(1, argv.arguments().size());
        if (arguments.contains(HELP)) {
            return explain(name);
        }
        StringBuilder line = new StringBuilder(name);
        for (int i = 0; i < arguments.size(); i++) {
            session.put("_a" + i, arguments.get(i));
            line.append(" $_a").append(i);
        }
        return execute(argv.screen(), line, catalog.find(name));
    }

    /**
     * Runs a line of Gogo.
     *
     * @return the exit code
     */
    int run(Request.Line line) {
        List<String> words = List.of(line.text().strip().split("\\s+"));
        Optional<String> name = catalog.matching(words.get(0)).stream().findFirst();
        if (name.filter(Catalog::isOwn).isPresent() && words.contains(HELP)) {
            return explain(name.get());
        }
        return execute(line.screen(), line.text(), name.flatMap(catalog::find));
    }

    /** Where the caller is, for relative paths of files. */
    void enter(Path directory) {
        session.currentDir(directory);
    }

    @Override
    public void close() {
        session.close();
    }

    private int explain(String name) {
        catalog.find(name).map(Manual::of).ifPresent(out::println);
        return Failure.NONE;
    }

    private int execute(Screen screen, CharSequence line, Optional<Command> command) {
        screen.tell(session);
        try {
            print(session.execute(line));
            return Failure.NONE;
        } catch (Exception e) {
            return Failure.of(e, command).print(err);
        }
    }

    private void print(Object result) {
        if (result != null) {
            String text = session.format(result, Converter.INSPECT).toString();
            out.print(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
        }
    }
}
