package org.ipmibridge.shell.ssh.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ipmibridge.runtime.api.shell.Console;
import org.ipmibridge.runtime.api.shell.Screen;
import org.ipmibridge.runtime.api.shell.ShellSession;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** A client with a terminal: line editing, history, completion; Ctrl-C ends the command that runs. */
final class SshTerminal implements Console, AutoCloseable {
    private static final String PROMPT = "bridge> ";
    private static final char NO_ECHO = 0;
    private static final Set<String> LEAVE = Set.of("exit", "quit", "logout");

    private final Terminal terminal;
    private final Path history;

    SshTerminal(InputStream in, OutputStream out, String type, Size size, Path history) throws IOException {
        this.history = history;
        terminal = new ExternalTerminal(
                null,
                "ssh",
                type,
                in,
                out,
                StandardCharsets.UTF_8,
                Terminal.SignalHandler.SIG_DFL,
                false,
                attributes(),
                size);
    }

    @Override
    public OutputStream out() {
        return terminal.output();
    }

    @Override
    public OutputStream err() {
        return terminal.output();
    }

    @Override
    public Optional<String> ask(String prompt, boolean secret) throws InterruptedException {
        try {
            LineReader asking = lineEditing(LineReaderBuilder.builder().terminal(terminal));
            return Optional.of(asking.readLine(prompt, secret ? NO_ECHO : null));
        } catch (UserInterruptException e) {
            throw new InterruptedException();
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    void resize(Size size) {
        terminal.setSize(size);
        terminal.raise(Terminal.Signal.WINCH);
    }

    /** Runs one line; its exit code. */
    int run(ShellSession session, String line) {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> session.interrupt());
        try {
            return session.run(line, new Screen(true, terminal.getWidth()));
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            terminal.flush();
        }
    }

    /** Reads and runs lines until the user leaves; the exit code of the last. */
    int interact(ShellSession session) {
        LineReader reader = lineEditing(LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new DefaultParser().quoteChars(new char[] {'\'', '"'}).escapeChars(null))
                .completer((any, parsed, candidates) -> complete(session, parsed, candidates))
                .variable(LineReader.HISTORY_FILE, history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true));
        int code = ShellSession.DONE;
        while (true) {
            try {
                String line = reader.readLine(PROMPT).strip();
                if (LEAVE.contains(line)) {
                    return code;
                }
                code = line.isEmpty() ? code : run(session, line);
            } catch (UserInterruptException e) {
                code = ShellSession.DONE;
            } catch (EndOfFileException e) {
                return code;
            }
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    /** An editor for files, which a key of JLine's opens, would run on the bridge's host, and as the bridge's user. */
    private static LineReader lineEditing(LineReaderBuilder builder) {
        LineReader reader = builder.build();
        reader.getWidgets().remove(LineReader.EDIT_AND_EXECUTE_COMMAND);
        return reader;
    }

    private static void complete(ShellSession session, ParsedLine line, List<Candidate> candidates) {
        for (org.ipmibridge.runtime.api.shell.Candidate each : session.complete(line.line(), line.cursor())) {
            String description = each.description().isEmpty() ? null : each.description();
            candidates.add(new Candidate(each.value(), each.value(), null, description, null, null, true));
        }
    }

    /** The client's terminal sends each key as it is; lines, echo and Ctrl-C are made here. */
    private static Attributes attributes() {
        Attributes attributes = new Attributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ICANON, true);
        attributes.setLocalFlag(Attributes.LocalFlag.ISIG, true);
        attributes.setLocalFlag(Attributes.LocalFlag.ECHO, true);
        attributes.setInputFlag(Attributes.InputFlag.ICRNL, true);
        attributes.setOutputFlag(Attributes.OutputFlag.OPOST, true);
        attributes.setOutputFlag(Attributes.OutputFlag.ONLCR, true);
        attributes.setControlChar(Attributes.ControlChar.VINTR, 3);
        attributes.setControlChar(Attributes.ControlChar.VEOF, 4);
        attributes.setControlChar(Attributes.ControlChar.VERASE, 127);
        return attributes;
    }
}
