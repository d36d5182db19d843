package org.ipmibridge.shell.ssh.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Shell;
import org.ipmibridge.runtime.api.shell.ShellSession;
import org.jline.terminal.Size;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one channel runs: a line that came with it, or the lines that its user types. */
final class SshCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(SshCommand.class);

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

    /** Columns or lines; a client can claim any number, and memory is taken for them. */
    private static final int LARGEST = 1_000;

    private final Shell shell;
    private final Caller caller;
    private final Optional<String> line;
    private final Path directory;
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;
    private Thread thread;

    /** @param line none for an interactive shell */
    SshCommand(Shell shell, Caller caller, Optional<String> line, Path directory) {
        this.shell = shell;
        this.caller = caller;
        this.line = line;
        this.directory = directory;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        thread = new Thread(() -> run(environment), "shell-ssh");
        thread.setDaemon(true);
        thread.start();
    }

    /** The client has left, or ended it. */
    @Override
    public void destroy(ChannelSession channel) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(Environment environment) {
        int code = ShellSession.FAILED;
        try {
            code = environment.getEnv().containsKey(Environment.ENV_TERM) ? onTerminal(environment) : onStreams();
        } catch (IOException | RuntimeException e) {
            LOG.debug("SSH: a channel ended", e);
        } finally {
            exit.onExit(code);
        }
    }

    private int onTerminal(Environment environment) throws IOException {
        try (SshTerminal terminal = new SshTerminal(
                in, out, type(environment.getEnv().get(Environment.ENV_TERM)), size(environment), history())) {
            environment.addSignalListener((channel, signal) -> terminal.resize(size(environment)), Signal.WINCH);
            try (ShellSession session = shell.open(caller, terminal)) {
                return line.isPresent() ? terminal.run(session, line.get()) : terminal.interact(session);
            }
        }
    }

    private int onStreams() throws IOException {
        StreamConsole console = new StreamConsole(in, out, err);
        try (ShellSession session = shell.open(caller, console)) {
            return line.isPresent() ? console.run(session, line.get()) : console.runLines(session);
        }
    }

    private Path history() {
        return directory.resolve(caller.name() + ".history");
    }

    /** JLine gives it to a program of the host; so it must look like a terminal's type, and not like an option. */
    static String type(String given) {
        return TYPE.matcher(given).matches() ? given : "dumb";
    }

    private static Size size(Environment environment) {
        return new Size(
                number(environment, Environment.ENV_COLUMNS, 80), number(environment, Environment.ENV_LINES, 24));
    }

    private static int number(Environment environment, String name, int otherwise) {
        try {
            int number = Integer.parseInt(environment.getEnv().getOrDefault(name, ""));
            return number > 0 ? Math.min(number, LARGEST) : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
