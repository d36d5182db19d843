package org.ipmibridge.launcher.shell;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs one command, the lines of the standard input or an interactive shell in a running bridge. */
public final class ShellMain {
    private static final int FAILED = 1;
    private static final int NO_BRIDGE = 3;
    private static final StandardInput INPUT = new StandardInput();

    private ShellMain() {}

    /**
     * Runs what the arguments say and exits with its exit code, or with 3 when no bridge runs.
     *
     * @param arguments {@code DATA COLUMNS [COMMAND ...]}: the data directory; the width of the terminal that the standard output is, {@code -} when
     *     it is none; {@code -i} as the only command asks for an interactive shell
     */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]).toAbsolutePath().normalize();
        boolean terminal = !arguments[1].equals("-");
        Screen screen =
                new Screen(System.out, System.err, INPUT, terminal, terminal ? Integer.parseInt(arguments[1]) : 0);
        List<String> command = List.of(arguments).subList(2, arguments.length);
        System.exit(run(data, screen, command));
    }

    /** Runs one command without exiting; its exit code. */
    public static int runOnce(Path data, String command) {
        return run(data, new Screen(System.out, System.err, INPUT, false, 0), List.of(command));
    }

    private static int run(Path data, Screen screen, List<String> command) {
        try {
            Path socket = SocketFile.read(data).orElse(null);
            if (socket == null) {
                return noBridge(data);
            }
            try (ShellConnection connection = ShellConnection.open(socket)) {
                connection.enter(Path.of(""));
                return run(connection, data, screen, command);
            }
        } catch (SocketException e) {
            // It was killed and left its files.
            return noBridge(data);
        } catch (AccessDeniedException e) {
            System.err.println(
                    "bridge: " + e.getFile() + ": permission denied; the shell is for root and the bridge's own user");
            return FAILED;
        } catch (IOException e) {
            System.err.println("bridge: " + e.getMessage());
            return FAILED;
        }
    }

    private static int noBridge(Path data) {
        System.err.println("bridge: no bridge runs with the data directory " + data);
        return NO_BRIDGE;
    }

    private static int run(ShellConnection connection, Path data, Screen screen, List<String> command)
            throws IOException {
        if (command.isEmpty()) {
            return lines(connection, screen);
        }
        if (command.equals(List.of("-i"))) {
            // Its classes, and those of JLine, are loaded here and not before: one command must be quick.
            return InteractiveShell.open(connection, data);
        }
        // One argument with blanks is a line in quotes.
        String first = command.get(0);
        boolean line = command.size() == 1 && first.chars().anyMatch(Character::isWhitespace);
        return line ? connection.line(first, screen) : connection.command(command, screen);
    }

    private static int lines(ShellConnection connection, Screen screen) throws IOException {
        for (Optional<String> line = INPUT.next(); line.isPresent(); line = INPUT.next()) {
            int code = line.get().isBlank() ? 0 : connection.line(line.get(), screen);
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }
}
