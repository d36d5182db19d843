package org.ipmibridge.launcher.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jline.reader.LineReader;

/** Shows each finished line above the line that the user is typing. */
final class AboveThePrompt extends OutputStream {
    private final LineReader reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private AboveThePrompt(LineReader reader) {
        this.reader = reader;
    }

    static PrintStream of(LineReader reader) {
        return new PrintStream(new AboveThePrompt(reader), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            reader.printAbove(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(b);
        }
    }
}
