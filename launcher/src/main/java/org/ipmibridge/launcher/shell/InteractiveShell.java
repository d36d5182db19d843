package org.ipmibridge.launcher.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

/** Reads lines from a terminal, with editing, history and completion, and has the bridge run them. */
final class InteractiveShell {
    private static final char NO_ECHO = 0;
    private static final String PROMPT = "bridge> ";
    private static final Set<String> LEAVE = Set.of("exit", "quit", "logout");

    private final Terminal terminal;
    private final ShellConnection connection;
    private final LineReader reader;

    InteractiveShell(Terminal terminal, ShellConnection connection, Path history) {
        this.terminal = terminal;
        this.connection = connection;
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(words())
                .completer((line, parsed, candidates) -> complete(parsed, candidates))
                .variable(LineReader.HISTORY_FILE, history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** Opens the terminal and runs lines until the user leaves; the exit code. */
    static int open(ShellConnection connection, Path data) throws IOException {
        try (Terminal terminal = Terminals.open()) {
            new InteractiveShell(terminal, connection, Console.history(data)).run();
        } catch (UserInterruptException e) {
            return 0;
        }
        return 0;
    }

    /** Tells words apart for completion, and puts quotes around one with blanks; Gogo parses the line. */
    static Parser words() {
        return new DefaultParser().quoteChars(new char[] {'\'', '"'}).escapeChars(null);
    }

    LineReader reader() {
        return reader;
    }

    /**
     * Reads and runs lines until the user leaves.
     *
     * @throws UserInterruptException when the user presses Ctrl-C at an empty prompt
     */
    void run() throws IOException {
        try {
            for (String line = read(); !LEAVE.contains(line); line = read()) {
                if (!line.isEmpty()) {
                    run(line);
                }
            }
        } catch (EndOfFileException e) {
            terminal.flush();
        }
    }

    private String read() {
        while (true) {
            try {
                return reader.readLine(PROMPT).strip();
            } catch (UserInterruptException e) {
                if (e.getPartialLine().isBlank()) {
                    throw e;
                }
            }
        }
    }

    private void run(String line) throws IOException {
        Screen screen = new Screen(terminal.output(), terminal.output(), this::ask, true, terminal.getWidth());
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> interrupt());
        try {
            connection.line(line, screen);
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
        terminal.flush();
    }

    /** With a reader of its own, so that answers do not come into the history. */
    private Optional<String> ask(String prompt, boolean secret) {
        try {
            LineReader asking = LineReaderBuilder.builder().terminal(terminal).build();
            return Optional.of(asking.readLine(prompt, secret ? NO_ECHO : null));
        } catch (UserInterruptException e) {
            interrupt();
            return Optional.empty();
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    private void interrupt() {
        try {
            connection.interrupt();
        } catch (IOException e) {
            // The command's end says that the bridge is gone.
            terminal.flush();
        }
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        try {
            for (Suggestion each : connection.complete(line.line(), line.cursor())) {
                String description = each.description().isEmpty() ? null : each.description();
                candidates.add(new Candidate(each.word(), each.word(), null, description, null, null, true));
            }
        } catch (IOException e) {
            // The next line says that the bridge is gone.
            candidates.clear();
        }
    }
}
