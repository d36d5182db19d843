package org.ipmibridge.launcher.shell;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;

/** The standard input: the person at the terminal is asked, lines of a file or pipe are just read. */
final class StandardInput implements Input {
    private BufferedReader lines;

    @Override
    public Optional<String> ask(String prompt, boolean secret) throws IOException {
        Console console = System.console();
        if (console == null) {
            return next();
        }
        if (!secret) {
            return Optional.ofNullable(console.readLine("%s", prompt));
        }
        return Optional.ofNullable(console.readPassword("%s", prompt)).map(String::new);
    }

    /** The next line; none at the end. */
    Optional<String> next() throws IOException {
        if (lines == null) {
            lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        }
        return Optional.ofNullable(lines.readLine());
    }
}
