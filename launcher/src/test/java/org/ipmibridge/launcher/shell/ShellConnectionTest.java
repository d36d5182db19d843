package org.ipmibridge.launcher.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ShellConnectionTest {
    private static final HexFormat HEX = HexFormat.of();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final List<String> asked = new ArrayList<>();

    private Path path;
    private ServerSocketChannel server;

    @Before
    public void listen() throws IOException {
        path = folder.getRoot().toPath().resolve("s");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    @After
    public void close() throws IOException {
        server.close();
    }

    @Test
    public void aCommandIsSentArgumentByArgumentAndItsOutputAndExitCodeComeBack() throws Exception {
        CompletableFuture<String> request =
                answer("01 00000003 61620a", "02 00000002 6f68", "01 00000001 63", "03 00000004 00000002");

        try (ShellConnection connection = ShellConnection.open(path)) {
            int code = connection.command(List.of("a:b", "", "ü;"), screen(true, 80));

            assertThat(code).isEqualTo(2);
        }
        assertThat(request.join()).isEqualTo("01 0000000f 01 0050 0003 613a62 0000 0003 c3bc3b".replace(" ", ""));
        assertThat(out).hasToString("ab\nc");
        assertThat(err).hasToString("oh");
    }

    @Test
    public void aLineIsSentAsItIs() throws Exception {
        CompletableFuture<String> request = answer("03 00000004 00000000");

        try (ShellConnection connection = ShellConnection.open(path)) {
            assertThat(connection.line("lb | x", screen(false, 0))).isZero();
        }
        assertThat(request.join()).isEqualTo("02 00000009 00 0000 6c62207c2078".replace(" ", ""));
    }

    @Test
    public void completionGivesWordsWithTheirDescriptions() throws Exception {
        CompletableFuture<String> request =
                answer("04 00000008 626d633a73096f6e", "04 00000001 78", "03 00000004 00000000");

        try (ShellConnection connection = ShellConnection.open(path)) {
            assertThat(connection.complete("bmc", 2))
                    .containsExactly(new Suggestion("bmc:s", "on"), new Suggestion("x", ""));
        }
        assertThat(request.join()).isEqualTo("03 00000005 0002 626d63".replace(" ", ""));
    }

    @Test
    public void theWorkingDirectoryIsSentAsAnAbsolutePath() throws Exception {
        CompletableFuture<String> request = answer("03 00000004 00000000");

        try (ShellConnection connection = ShellConnection.open(path)) {
            connection.enter(Path.of("/tmp/é"));
        }
        assertThat(request.join()).isEqualTo("04 00000007 2f746d702fc3a9".replace(" ", ""));
    }

    @Test
    public void anAnswerThatEndsEarlyIsAFailure() throws Exception {
        answer("01 00000003 61");

        try (ShellConnection connection = ShellConnection.open(path)) {
            assertThatThrownBy(() -> connection.line("x", screen(false, 0)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the bridge closed the connection");
        }
    }

    @Test
    public void aFrameOfImpossibleLengthIsAFailure() throws Exception {
        answer("01 7fffffff 61");

        try (ShellConnection connection = ShellConnection.open(path)) {
            assertThatThrownBy(() -> connection.line("x", screen(false, 0)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the bridge speaks another protocol");
        }
    }

    @Test
    public void aPromptIsAnsweredWithALineOrWithTheEndOfTheInput() throws Exception {
        CompletableFuture<String> request =
                answer("05 00000005 01 50773a20", "05 00000002 00 3f", "03 00000004 00000000");

        try (ShellConnection connection = ShellConnection.open(path)) {
            assertThat(connection.line("x", screen(false, 0))).isZero();
        }
        request.join();
        assertThat(asked).containsExactly("Pw: true", "? false");
    }

    private Screen screen(boolean terminal, int columns) {
        Input input = (prompt, secret) -> {
            asked.add(prompt.strip() + " " + secret);
            return Optional.of("é").filter(line -> secret);
        };
        return new Screen(out, err, input, terminal, columns);
    }

    /** Takes one request, gives these answers, awaits a line after each prompt, and closes; the request's bytes in hexadecimal. */
    private CompletableFuture<String> answer(String... frames) {
        return CompletableFuture.supplyAsync(() -> {
            try (SocketChannel client = server.accept()) {
                DataInputStream in = new DataInputStream(Channels.newInputStream(client));
                Frame request = Frame.read(in);
                for (String frame : frames) {
                    byte[] bytes = HEX.parseHex(frame.replace(" ", ""));
                    Channels.newOutputStream(client).write(bytes);
                    if (bytes[0] == Frame.PROMPT) {
                        assertThat(Frame.read(in).type()).isEqualTo(Frame.INPUT);
                    }
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                request.write(new DataOutputStream(bytes));
                return HEX.formatHex(bytes.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
