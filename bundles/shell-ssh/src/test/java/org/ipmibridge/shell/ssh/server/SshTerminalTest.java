package org.ipmibridge.shell.ssh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jline.terminal.Size;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SshTerminalTest {
    private static final String CTRL_X_CTRL_E = "\u0018\u0005";

    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    private final RecordingSession session = new RecordingSession();

    @Test(timeout = 30_000)
    public void noKeyOpensAnEditorForFilesOfTheHost() throws Exception {
        assertThat(type(CTRL_X_CTRL_E + "bmc:list\rexit\r")).doesNotContain("nano");
        assertThat(session.lines).containsExactly("bmc:list");
    }

    @Test
    public void aTypeOfTerminalIsNeverAnOptionOrAPath() {
        assertThat(SshCommand.type("xterm-256color")).isEqualTo("xterm-256color");
        for (String bad : new String[] {"", "-A/tmp", "../x", "/etc/passwd", "a b", "x".repeat(65)}) {
            assertThat(SshCommand.type(bad)).isEqualTo("dumb");
        }
    }

    /** What the terminal shows while these keys are typed. */
    private String type(String keys) throws Exception {
        Path history = directory.getRoot().toPath().resolve("history");
        PipedOutputStream keyboard = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(keyboard);
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        try (SshTerminal terminal = new SshTerminal(in, screen, "xterm", new Size(80, 24), history)) {
            keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            terminal.interact(session);
        }
        return screen.toString(StandardCharsets.UTF_8);
    }
}
