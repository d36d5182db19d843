package org.ipmibridge.virtual.bmc.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the command {@code ip} of iproute2: one process for many addresses. Blocks. */
final class IpCommand {
    private static final Pattern FAILED = Pattern.compile("Command failed [^:]*:(\\d+)");
    private static final long PATIENCE_SECONDS = 60;

    private final String command;

    IpCommand(String command) {
        this.command = command;
    }

    /**
     * Carries out lines such as {@code addr add 10.0.8.1/32 dev eth0}.
     *
     * @return why lines failed, by their index
     * @throws IOException if the command does not run
     */
    Map<Integer, String> run(List<String> lines) throws IOException {
        Path input = Files.createTempFile("ipmibridge-", ".ip");
        Path output = Files.createTempFile("ipmibridge-", ".out");
        try {
            Files.write(input, lines, StandardCharsets.US_ASCII);
            Process process = new ProcessBuilder(command, "-force", "-batch", input.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            await(process);
            String said = Files.readString(output).strip();
            Map<Integer, String> failures = failures(said);
            if (process.exitValue() != 0 && failures.isEmpty()) {
                throw new IOException(command + " failed: " + said);
            }
            return failures;
        } finally {
            Files.deleteIfExists(input);
            Files.deleteIfExists(output);
        }
    }

    private void await(Process process) throws IOException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end for " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        }
    }

    /** What is said before each line about the number of the command that failed. */
    private static Map<Integer, String> failures(String said) {
        Map<Integer, String> failures = new HashMap<>();
        String reason = "";
        for (String line : said.split("\n")) {
            Matcher failed = FAILED.matcher(line);
            if (failed.find()) {
                failures.put(Integer.parseInt(failed.group(1)) - 1, reason);
                reason = "";
            } else {
                reason = line.strip();
            }
        }
        return failures;
    }
}
