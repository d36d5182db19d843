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
        return Optional.ofNullable(in.readLine());
    }

    int run(ShellSession session, String line) {
        return session.run(line, Screen.NONE);
    }

    /** Runs the lines of the input, up to one that fails; the exit code of the last. */
    int runLines(ShellSession session) throws IOException {
        int code = ShellSession.DONE;
        for (String line = in.readLine(); line != null && code == ShellSession.DONE; line = in.readLine()) {
            code = run(session, line);
        }
        return code;
    }
}
