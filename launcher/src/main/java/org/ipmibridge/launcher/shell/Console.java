package org.ipmibridge.launcher.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** The shell on the terminal of the bridge itself. What the bridge prints meanwhile appears above the line being typed. */
public final class Console {

    private Console() {}

    /** Opens the console on a thread of its own. Ctrl-C ends the process; Ctrl-D and {@code exit} end the console. */
    public static void open(Path data) {
        Thread thread = new Thread(() -> run(data), "console");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the lines typed earlier are kept. */
    static Path history(Path data) {
        return data.resolve("run").resolve("shell.history");
    }

    private static void run(Path data) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (Terminal terminal = Terminals.open();
                ShellConnection connection =
                        ShellConnection.open(SocketFile.read(data).orElseThrow())) {
            connection.enter(Path.of(""));
            InteractiveShell shell = new InteractiveShell(terminal, connection, history(data));
            PrintStream above = AboveThePrompt.of(shell.reader());
            System.setOut(above);
            System.setErr(above);
            shell.run();
        } catch (UserInterruptException e) {
            restore(out, err);
            System.exit(0);
        } catch (IOException e) {
            err.println("bridge: the console is closed: " + e.getMessage());
        } finally {
            restore(out, err);
        }
        out.println("bridge: the console is closed, the bridge runs on; Ctrl-C stops it");
    }

    private static void restore(PrintStream out, PrintStream err) {
        System.setOut(out);
        System.setErr(err);
    }
}
