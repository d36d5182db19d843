package org.ipmibridge.shell.ssh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

public final class StreamConsoleTest {
    private final RecordingSession session = new RecordingSession();

    @Test
    public void linesAreRunHoweverTheyEnd() throws Exception {
        console(new ByteArrayInputStream("bmc:list\r\nmachine:list\n\nhelp".getBytes(StandardCharsets.UTF_8)))
                .runLines(session);
        assertThat(session.lines).containsExactly("bmc:list", "machine:list", "", "help");
    }

    @Test(timeout = 60_000)
    public void aLineThatNeverEndsTakesNoMemory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(() -> console(endless).runLines(session)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> console(endless).ask("Password: ", true)).isInstanceOf(IOException.class);
        assertThat(session.lines).isEmpty();
    }

    private static StreamConsole console(InputStream in) {
        return new StreamConsole(in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }
}
