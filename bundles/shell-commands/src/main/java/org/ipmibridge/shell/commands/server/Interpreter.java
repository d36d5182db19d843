package org.ipmibridge.shell.commands.server;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.threadio.ThreadIO;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.runtime.api.shell.Console;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.runtime.api.shell.Screen;
import org.ipmibridge.runtime.api.shell.ShellSession;
import org.ipmibridge.shell.commands.UsageException;
import org.ipmibridge.shell.commands.syntax.Catalog;
import org.ipmibridge.shell.commands.syntax.Choices;
import org.ipmibridge.shell.commands.syntax.Command;
import org.ipmibridge.shell.commands.syntax.CommandLine;
import org.ipmibridge.shell.commands.syntax.Completer;
import org.ipmibridge.shell.commands.syntax.Manual;
import org.ipmibridge.shell.commands.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Gogo session, and what its user may do in it. */
final class Interpreter implements ShellSession {
    private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9_.-]*(:[a-z][a-zA-Z0-9_.-]*)?");
    private static final String HELP = "--help";

    private final CommandSession session;
    private final ThreadIO threadIo;
    private final Caller caller;
    private final Catalog all;
    private final Catalog permitted;
    private final Completer completer;
    private final Actions actions;
    private final PrintStream out;
    private final PrintStream err;
    private Thread running;

    Interpreter(
            CommandProcessor processor,
            ThreadIO threadIo,
            Catalog all,
            Choices choices,
            Actions actions,
            Caller caller,
            Console console) {
        this.threadIo = threadIo;
        this.actions = actions;
        this.all = all;
        this.caller = caller;
        this.permitted = all.permittedTo(caller.role());
        this.completer = new Completer(permitted, choices);
        this.out = new PrintStream(console.out(), false, StandardCharsets.UTF_8);
        this.err = new PrintStream(console.err(), false, StandardCharsets.UTF_8);
        this.session = processor.createSession(InputStream.nullInputStream(), out, err);
        session.put("SCOPE", String.join(":", Catalog.OWN_SCOPES) + ":*");
        session.put(Caller.VARIABLE, caller);
        session.put(Console.VARIABLE, console);
    }

    @Override
    public int run(List<String> words, Screen screen) {
        return finish(runWords(words, screen));
    }

    @Override
    public int run(String line, Screen screen) {
        try {
            boolean gogo = caller.role() == Role.ADMINISTRATOR && !isOneCommand(line);
            return finish(gogo ? runGogo(line, screen) : runWords(line, screen));
        } catch (UsageException e) {
            return finish(Failure.of(e, Optional.empty()).print(err));
        }
    }

    @Override
    public List<Candidate> complete(String line, int cursor) {
        return completer.complete(line, cursor);
    }

    @Override
    public void enter(Path directory) {
        session.currentDir(directory);
    }

    @Override
    public synchronized void interrupt() {
        if (running != null) {
            running.interrupt();
        }
        Job job = session.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private int finish(int exitCode) {
        out.flush();
        err.flush();
        return exitCode;
    }

    /** Most of what administrators type means the same with and without Gogo, and can be interrupted better without it. */
    private boolean isOneCommand(String line) {
        return CommandLine.isPlain(line)
                && CommandLine.words(line).stream()
                        .findFirst()
                        .filter(name -> !all.matching(name).isEmpty())
                        .isPresent();
    }

    private int runWords(String line, Screen screen) {
        List<String> words = CommandLine.words(line);
        return words.isEmpty() ? DONE : runWords(words, screen);
    }

    /** The words are never read as Gogo, which can call any method of any object. */
    private int runWords(List<String> words, Screen screen) {
        String typed = words.get(0);
        boolean isName = NAME.matcher(typed).matches();
        List<String> names = isName ? permitted.matching(typed) : List.of();
        if (names.isEmpty() && isName && !all.matching(typed).isEmpty()) {
            return refuse(all.matching(typed).get(0));
        }
        if (names.size() != 1) {
            return Failure.notOne(typed, names).print(err);
        }
        String name = names.get(0);
        List<String> arguments = words.subList(1, words.size());
        if (arguments.contains(HELP)) {
            return explain(name);
        }
        noteForeign(name);
        Optional<Command> command = permitted.find(name);
        return actions.command(
                caller, name, command, arguments, () -> execute(screen, () -> call(name, arguments), command));
    }

    private int runGogo(String line, Screen screen) {
        if (line.isBlank()) {
            return DONE;
        }
        List<String> words = List.of(line.strip().split("\\s+"));
        Optional<String> name = all.matching(words.get(0)).stream().findFirst();
        if (name.filter(Catalog::isOwn).isPresent() && words.contains(HELP)) {
            return explain(name.get());
        }
        noteForeign(name.orElse("a script"));
        return actions.script(
                caller, line, all, () -> execute(screen, () -> session.execute(line), name.flatMap(all::find)));
    }

    private int refuse(String name) {
        LOG.info("shell {}: {} refused: the role is {}", caller, name, caller.role());
        int exitCode = Failure.notPermitted(name, caller.role(), all.find(name).map(Command::role))
                .print(err);
        actions.refused(caller, name, exitCode);
        return exitCode;
    }

    /** Our own commands log what they change; of others only the name is known to hold no secret. */
    private void noteForeign(String name) {
        if (!name.contains(":") || !Catalog.isOwn(name)) {
            LOG.info("shell {}: runs {}", caller, Printable.of(name));
        }
    }

    private int explain(String name) {
        permitted.find(name).map(Manual::of).ifPresent(out::println);
        return DONE;
    }

    /** Calls a command on this thread, as Gogo does on threads of its own. */
    private Object call(String name, List<String> arguments) throws Exception {
        if (!(session.get(name) instanceof Function function)) {
            throw new CommandNotFoundException(name);
        }
        threadIo.setStreams(session.getKeyboard(), out, err);
        begin();
        try {
            return function.execute(session, new ArrayList<>(arguments));
        } finally {
            end();
            threadIo.close();
        }
    }

    private synchronized void begin() {
        running = Thread.currentThread();
    }

    /** From here on nobody interrupts this thread, and who did before it meant the command. */
    private synchronized void end() {
        running = null;
        Thread.interrupted();
    }

    private int execute(Screen screen, Callable<Object> task, Optional<Command> command) {
        session.put(Screen.VARIABLE, screen);
        try {
            print(task.call());
            return DONE;
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
