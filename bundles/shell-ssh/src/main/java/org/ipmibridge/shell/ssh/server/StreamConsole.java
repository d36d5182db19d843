package org.ipmibridge.shell.ssh.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ipmibridge.runtime.api.shell.Console;
import org.ipmibridge.runtime.api.shell.Screen;
import org.ipmibridge.runtime.api.shell.ShellSession;

/** A client without a terminal, such as a script. */
final class StreamConsole implements Console {
    /** Whoever has logged in must not fill the memory with a line that never ends. */
    static final int LONGEST_LINE = 65_536;

    private final BufferedReader in;
    private final OutputStream out;
    private final OutputStream err;

    StreamConsole(InputStream in, OutputStream out, OutputStream err) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.err = err;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public Optional<String> ask(String prompt, boolean secret) throws IOException {
        return Optional.ofNullable(readLine());
    }

    int run(ShellSession session, String line) {
        return session.run(line, Screen.NONE);
    }

    /** Runs the lines of the input, up to one that fails; the exit code of the last. */
    int runLines(ShellSession session) throws IOException {
        int code = ShellSession.DONE;
        for (String line = readLine(); line != null && code == ShellSession.DONE; line = readLine()) {
            code = run(session, line);
        }
        return code;
    }

    /** The next line, however its end is written; null at the end of the input. */
    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " characters");
            }
            line.append((char) next);
            next = in.read();
        }
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }
}
