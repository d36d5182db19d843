package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A session that stays open: {@code ipmitool shell}, which takes commands line by line. */
final class OpenSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROMPT = "ipmitool> ";

    private final Process process;
    private final Lines out;
    private int asked;

    private OpenSession(Process process) {
        this.process = process;
        out = Lines.of(process.getInputStream(), "ipmitool");
    }

    static OpenSession open(Client client) throws IOException {
        return new OpenSession(new ProcessBuilder(client.command("shell"))
                .redirectErrorStream(true)
                .start());
    }

    /** Sends a command in the session and waits for its answer of one line. */
    String ask(String command) throws IOException, InterruptedException {
        int answers = ++asked;
        process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        int[] seen = {0};
        return out.await(line -> isAnswer(line) && ++seen[0] == answers, PATIENCE)
                .map(line -> line.replace(PROMPT, ""))
                .orElseThrow(() -> new AssertionError("no answer to " + command + ":\n" + out));
    }

    private static boolean isAnswer(String line) {
        String text = line.replace(PROMPT, "");
        return !text.isBlank() && !text.startsWith("power ") && !ResendNotice.is(text);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
