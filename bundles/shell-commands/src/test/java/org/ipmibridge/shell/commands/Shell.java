package org.ipmibridge.shell.commands;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.threadio.ThreadIO;
import org.ipmibridge.shell.commands.syntax.Catalog;
import org.ipmibridge.shell.commands.syntax.Command;

/** Gogo itself, with the commands that a test gives it and no framework around it. */
public final class Shell implements Catalog, AutoCloseable {
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final Map<String, Command> commands = new TreeMap<>();

    public Shell() {
        threadIo.start();
    }

    /** Adds a command; its annotation is not there at run time. */
    public Shell with(String scope, String function, Object command) {
        processor.addCommand(scope, command, function);
        Command known = Command.of(scope, function, command.getClass());
        commands.put(known.name(), known);
        return this;
    }

    public ThreadIO threadIo() {
        return threadIo;
    }

    public CommandProcessor processor() {
        return processor;
    }

    /** Runs one line and gives its result. */
    public String run(String line) throws Exception {
        var output = new ByteArrayOutputStream();
        CommandSession session = processor.createSession(InputStream.nullInputStream(), output, output);
        try {
            return String.valueOf(session.execute(line));
        } finally {
            session.close();
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(commands.keySet());
    }

    @Override
    public Optional<Command> find(String name) {
        return Optional.ofNullable(commands.get(name));
    }

    /** Gogo takes the standard streams again for every thread that comes to its end: none may come after this. */
    @Override
    public void close() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("shell-"))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("a thread of the shell does not end");
            }
            Thread.onSpinWait();
        }
        processor.stop();
        threadIo.stop();
    }
}
