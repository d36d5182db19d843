package org.ipmibridge.launcher.e2e;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Somebody who types what a page says: in one shell after another what ends, and in shells of their own what goes on. */
final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String COLOURS = "\u001b\\[[0-9;]*m";
    /** A build is among the commands. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String END = "--- end of command %d, with ";

    private final Path directory;
    private final Map<String, String> environment;
    private final UnaryOperator<String> adapt;
    private final Process shell;
    private final OutputStream keys;
    private final Lines screen;
    private final List<Process> others = new ArrayList<>();
    private final List<Lines> otherLines = new ArrayList<>();
    private int typed;

    /** @param adapt what must be another than on the page, for instance ports */
    Terminal(Path directory, Map<String, String> environment, UnaryOperator<String> adapt) throws IOException {
        this.directory = directory;
        this.environment = environment;
        this.adapt = adapt;
        shell = builder("bash").start();
        keys = shell.getOutputStream();
        screen = Lines.of(shell.getInputStream(), "screen");
    }

    void type(Page.Step step) throws IOException, InterruptedException {
        if (step.goesOn()) {
            leave(step);
            return;
        }
        String printed = run(adapt.apply(step.command())).replaceAll(COLOURS, "");
        if (!step.prints(printed)) {
            throw new AssertionError(
                    "$ " + step.command() + "\nprinted\n" + printed + "\nand not\n" + String.join("\n", step.output()));
        }
    }

    /** What goes on has printed so far, in the order in which it was begun; fails if one has ended. */
    List<String> otherScreens() {
        if (others.stream().anyMatch(other -> !other.isAlive())) {
            throw new AssertionError("ended: " + otherLines);
        }
        return otherLines.stream()
                .map(lines -> ResendNotice.without(lines.all()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (int i = others.size() - 1; i >= 0; i--) {
            others.get(i).descendants().forEach(ProcessHandle::destroy);
            others.get(i).destroy();
        }
        keys.close();
        shell.destroy();
    }

    private void leave(Page.Step step) throws IOException, InterruptedException {
        Process process = builder("bash", "-c", adapt.apply(step.command()))
                .redirectInput(Redirect.from(new File("/dev/null")))
                .start();
        others.add(process);
        Lines lines = Lines.of(process.getInputStream(), step.command());
        otherLines.add(lines);
        String awaited = step.output().stream()
                .filter(line -> !line.equals("..."))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .replaceFirst("\\.\\.\\..*", "");
        lines.await(line -> line.startsWith(awaited), PATIENCE)
                .orElseThrow(
                        () -> new AssertionError("no line '" + awaited + "' of " + step.command() + ":\n" + lines));
    }

    /** What a failing command ends with is not looked at: the page shows what it prints. */
    private String run(String command) throws IOException, InterruptedException {
        int before = screen.all().size();
        String end = END.formatted(++typed);
        keys.write((command + "\necho \"" + end + "$?\"\n").getBytes(StandardCharsets.UTF_8));
        keys.flush();
        String last = screen.await(line -> line.contains(end), LONGEST)
                .orElseThrow(() -> new AssertionError("no end of " + command + ":\n" + screen));
        List<String> all = screen.all();
        List<String> printed = new ArrayList<>(all.subList(before, all.indexOf(last)));
        printed.add(last.substring(0, last.indexOf(end)));
        return ResendNotice.without(printed);
    }

    private ProcessBuilder builder(String... command) {
        return Command.builder(environment, List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true);
    }
}
