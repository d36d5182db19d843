package org.ipmibridge.shell.commands.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.apache.felix.service.command.CommandSession;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.runtime.api.shell.Screen;
import org.ipmibridge.shell.commands.IsoUpload;
import org.ipmibridge.shell.commands.Operator;
import org.ipmibridge.shell.commands.Shell;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.UsageException;
import org.ipmibridge.testkit.FakeHypervisor;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class ShellServerTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Commands commands = new Commands();
    private final FakeHypervisor lab = new FakeHypervisor("lab");
    private final FakeMachineDirectory machines = new FakeMachineDirectory();
    private final Shell shell = new Shell()
            .with("bridge", "echo", commands)
            .with("bridge", "fail", commands)
            .with("bridge", "hang", commands)
            .with("bridge", "ask", commands)
            .with("bridge", "stream", commands)
            .with("bridge", "where", commands)
            .with("iso", "upload", new IsoUpload(machines))
            .with("bmc", "list", commands)
            .with("machine", "list", commands);
    private final GogoShell gogo = new GogoShell(
            shell.processor(), shell.threadIo(), shell, (choice, before) -> List.of(new Candidate("vm1", "listening")));
    private Path path;
    private ShellServer server;

    @Before
    public void open() throws IOException {
        machines.add(lab);
        path = folder.getRoot().toPath().resolve("run/shell");
        server = new ShellServer(path, gogo);
    }

    @After
    public void close() {
        server.close();
        shell.close();
    }

    @Test
    public void onlyTheOwnUserCanReachTheSocket() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    public void aCommandsResultGoesToStandardOutput() throws IOException {
        try (Client client = new Client(path)) {
            assertThat(client.argv("bridge:echo", "hello")).isEqualTo(new Client.Answer("[hello]\n", "", List.of(), 0));
        }
    }

    @Test
    public void argumentsAreNeverReadAsGogo() throws IOException {
        String[] hostile = {
            "bridge:echo",
            "; felix:stop 0",
            "$(bridge:fail usage)",
            "$SCOPE",
            "a\"b'c",
            "*",
            "",
            "é €",
            "null",
            "7",
            "| x"
        };
        try (Client client = new Client(path)) {
            assertThat(client.argv(hostile).out()).isEqualTo(List.of(hostile).subList(1, hostile.length) + "\n");
        }
    }

    @Test
    public void aNameThatIsNoNameIsAnUnknownCommand() throws IOException {
        try (Client client = new Client(path)) {
            for (String name : new String[] {"bridge:echo x; bridge:echo", "$SCOPE", "", "nothing", "(bridge:echo)"}) {
                Client.Answer answer = client.argv(name);
                assertThat(answer.exitCode()).as(name).isEqualTo(2);
                assertThat(answer.err()).as(name).startsWith("unknown command: ");
            }
        }
    }

    @Test
    public void aFunctionAloneIsEnoughWhereItIsClear() throws IOException {
        try (Client client = new Client(path)) {
            assertThat(client.argv("echo", "x").out()).isEqualTo("[x]\n");
            assertThat(client.argv("list").err()).isEqualTo("list can be bmc:list or machine:list\n");
        }
    }

    @Test
    public void failuresHaveOneLineAndAnExitCode() throws IOException {
        try (Client client = new Client(path)) {
            assertThat(client.argv("fail", "shell")).isEqualTo(new Client.Answer("", "it failed\n", List.of(), 1));
            assertThat(client.argv("fail", "hypervisor"))
                    .isEqualTo(new Client.Answer("", "it is away\n", List.of(), 1));
            assertThat(client.argv("fail", "bug"))
                    .isEqualTo(new Client.Answer("", "ArithmeticException: / by zero\n", List.of(), 1));
        }
    }

    @Test
    public void wrongArgumentsAreAnsweredWithTheUsage() throws IOException {
        try (Client client = new Client(path)) {
            assertThat(client.argv("fail", "usage"))
                    .isEqualTo(new Client.Answer("", "not like that\nusage: bridge:fail <string>\n", List.of(), 2));
            assertThat(client.argv("fail", "too", "many"))
                    .isEqualTo(new Client.Answer("", "wrong arguments\nusage: bridge:fail <string>\n", List.of(), 2));
        }
    }

    @Test
    public void everyCommandExplainsItself() throws IOException {
        try (Client client = new Client(path)) {
            assertThat(client.argv("fail", "--help").out()).startsWith("usage: bridge:fail <string>");
            assertThat(client.line("bridge:fail --help").out()).startsWith("usage: bridge:fail <string>");
        }
    }

    @Test
    public void aLineIsGogoAndItsVariablesLiveAsLongAsTheConnection() throws IOException {
        try (Client client = new Client(path)) {
            assertThat(client.line("x = hello").exitCode()).isZero();
            assertThat(client.line("echo $x there").out()).isEqualTo("[hello, there]\n");
            assertThat(client.line("echo a; echo b").out()).isEqualTo("[b]\n");
            assertThat(client.line("nothing").err()).isEqualTo("Command not found: nothing; 'help' lists all\n");
            assertThat(client.line("fail too many").err()).contains("usage: bridge:fail <string>");
            assertThat(client.line("echo \"open").exitCode()).isEqualTo(2);
            assertThat(client.line("").exitCode()).isZero();
        }
        try (Client other = new Client(path)) {
            assertThat(other.line("echo $x").out()).doesNotContain("hello");
        }
    }

    @Test
    public void completionsComeWithTheirDescriptions() throws IOException {
        try (Client client = new Client(path)) {
            assertThat(client.complete("bridge:ec").candidates()).containsExactly("bridge:echo\t");
            assertThat(client.complete("nothing ").candidates()).isEmpty();
        }
    }

    @Test
    public void outputArrivesWhileTheCommandStillRuns() throws Exception {
        try (Client client = new Client(path)) {
            client.sendArgv("stream");
            assertThat(client.read().orElseThrow().payload()).isEqualTo("first\n".getBytes(StandardCharsets.UTF_8));
            commands.goOn.countDown();

            assertThat(client.answer()).isEqualTo(new Client.Answer("second\n", "", List.of(), 0));
        }
    }

    @Test
    public void aClientThatLeavesInterruptsItsCommand() throws Exception {
        try (Client client = new Client(path)) {
            client.sendArgv("hang");
            assertThat(commands.hanging.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(commands.interrupted.await(10, TimeUnit.SECONDS)).isTrue();

        try (Client next = new Client(path)) {
            assertThat(next.argv("echo", "still here").exitCode()).isZero();
        }
    }

    @Test
    public void anInterruptEndsTheCommandAndNotTheConnection() throws Exception {
        try (Client client = new Client(path)) {
            client.sendArgv("hang");
            assertThat(commands.hanging.await(10, TimeUnit.SECONDS)).isTrue();
            client.send(6, new byte[0]);
            assertThat(client.answer().exitCode()).isZero();
            assertThat(commands.interrupted.getCount()).isZero();

            client.send(6, new byte[0]);
            assertThat(client.argv("echo", "still here").out()).isEqualTo("[still here]\n");
        }
    }

    @Test
    public void aCommandAsksAndTheClientAnswers() throws Exception {
        try (Client client = new Client(path)) {
            client.sendArgv("ask");
            Frame prompt = client.read().orElseThrow();
            assertThat(prompt.type()).isEqualTo(5);
            assertThat(prompt.payload()).isEqualTo("\u0001Password: ".getBytes(StandardCharsets.UTF_8));
            client.send(5, "\0é".getBytes(StandardCharsets.UTF_8));
            assertThat(client.answer().out()).isEqualTo("Optional[é]\n");

            client.sendArgv("ask");
            client.read();
            client.send(5, new byte[] {1});
            assertThat(client.answer().out()).isEqualTo("Optional.empty\n");
        }
    }

    @Test
    public void aQuestionCanBeLeftUnanswered() throws Exception {
        try (Client client = new Client(path)) {
            client.sendArgv("ask");
            client.read();
            client.send(6, new byte[0]);
            assertThat(client.answer())
                    .isEqualTo(new Client.Answer("", "interrupted; nothing was changed\n", List.of(), 1));
            assertThat(client.argv("echo", "x").out()).isEqualTo("[x]\n");
        }
    }

    @Test
    public void aCommandKnowsWhereItsCallerIsAndWhatItWritesTo() throws IOException {
        try (Client client = new Client(path)) {
            assertThat(client.directory("/tmp/é").exitCode()).isZero();
            assertThat(client.argv("where").out()).isEqualTo("/tmp/é Screen[terminal=true, columns=80]\n");
            assertThat(client.line("where").out()).isEqualTo("/tmp/é Screen[terminal=false, columns=0]\n");
        }
    }

    @Test
    public void aFileToUploadIsRelativeToTheCaller() throws Exception {
        Path file = Files.write(folder.newFolder("isos").toPath().resolve("a.iso"), new byte[3_000_000]);
        try (Client client = new Client(path)) {
            client.directory(file.getParent().toString());
            client.sendArgv("iso:upload", "a.iso", "[ds] b.iso");
            FakeHypervisor.Upload upload = lab.uploads().poll(10, TimeUnit.SECONDS);
            assertThat(upload.file()).isEqualTo(file);
            assertThat(upload.target()).isEqualTo("[ds] b.iso");
            upload.progress().accept(1_000_000);

            assertThat(read(client, "33 %")).matches("(?s).*\\r +33 % 1\\.0 of 3\\.0 MB .*MB/s \\[=+ +\\].*");
            upload.done().complete(new IsoImage("[ds] b.iso"));
            assertThat(client.answer().out()).contains("100 % 3.0 of 3.0 MB", "lab: [ds] b.iso stored: 3.0 MB in ");
        }
    }

    @Test
    public void aClientThatLeavesEndsItsUpload() throws Exception {
        Path file = folder.newFile().toPath();
        FakeHypervisor.Upload upload;
        try (Client client = new Client(path)) {
            client.sendArgv("iso:upload", file.toString());
            upload = lab.uploads().poll(10, TimeUnit.SECONDS);
            upload.progress().accept(1);
        }
        assertThat(isRefused(upload.progress())).isTrue();
    }

    @Test
    public void whoeverSpeaksAnotherProtocolIsHungUpOn() throws IOException {
        byte[][] nonsense = {
            {1, -1, -1, -1, -1},
            {1, 0x7f, 0, 0, 0},
            {9, 0, 0, 0, 0},
            {1, 0, 0, 0, 0},
            {1, 0, 0, 0, 3, 0, 0, 0},
            {1, 0, 0, 0, 5, 0, 0, 0, 0, 9},
            {3, 0, 0, 0, 1, 0},
            {4, 0, 0, 0, 0},
            {4, 0, 0, 0, 1, 'x'},
            {4, 0, 0, 0, 2, '/', 0}
        };
        for (byte[] bytes : nonsense) {
            try (Client client = new Client(path)) {
                client.sendRaw(bytes);
                assertThat(client.read()).isEmpty();
            }
        }
    }

    @Test
    public void theConnectionsAreLimitedAndAFreePlaceIsUsedAgain() throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < ShellServer.MAX_CONNECTIONS; i++) {
            clients.add(new Client(path));
            clients.get(i).argv("echo");
        }
        try (Client tooMany = new Client(path)) {
            assertThat(tooMany.read()).isEmpty();
        }
        for (Client client : clients) {
            assertThat(client.argv("echo", "x").out()).isEqualTo("[x]\n");
            client.close();
        }
        assertThat(reconnected()).isTrue();
    }

    @Test
    public void aConnectionThatIsRefusedOpensNoSession() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        serve((caller, console) -> {
            opened.incrementAndGet();
            return gogo.open(caller, console);
        });
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < ShellServer.MAX_CONNECTIONS; i++) {
            clients.add(new Client(path));
            clients.get(i).argv("echo");
        }
        try (Client tooMany = new Client(path)) {
            assertThat(tooMany.read()).isEmpty();
        }
        assertThat(opened).hasValue(ShellServer.MAX_CONNECTIONS);
        for (Client client : clients) {
            client.close();
        }
    }

    @Test(timeout = 30_000)
    public void whoeverGetsNoSessionIsHungUpOnAndTheNextIsServed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        serve((caller, console) -> {
            if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("no session now");
            }
            return gogo.open(caller, console);
        });
        try (Client first = new Client(path)) {
            assertThat(first.read()).isEmpty();
        }
        try (Client next = new Client(path)) {
            assertThat(next.argv("echo", "x").out()).isEqualTo("[x]\n");
        }
    }

    @Test
    public void aSocketThatAKilledBridgeLeftBehindIsReplaced() throws IOException {
        server.close();
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();

        server = new ShellServer(path, gogo);
        try (Client client = new Client(path)) {
            assertThat(client.argv("echo").exitCode()).isZero();
        }
    }

    @Test
    public void aSocketInUseAFileAndALongPathAreRefused() throws IOException {
        assertThatIOException().isThrownBy(() -> open(path)).withMessage("another bridge is using it");
        Path file = folder.newFile().toPath();
        assertThatIOException().isThrownBy(() -> open(file)).withMessage("there is a file of that name");
        assertThat(file).exists();
        Path longPath = folder.getRoot().toPath().resolve("x".repeat(100));
        assertThatIOException().isThrownBy(() -> open(longPath)).withMessageEndingWith("100 are the most");
    }

    @Test
    public void theSocketIsGoneWhenTheServerIsClosed() throws IOException {
        try (Client client = new Client(path)) {
            client.argv("echo");
            server.close();

            assertThat(client.read()).isEmpty();
            assertThat(path).doesNotExist();
        }
    }

    /** An upload is told to end when it says how far it is. */
    private static boolean isRefused(LongConsumer progress) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            try {
                progress.accept(2);
                Thread.onSpinWait();
            } catch (CancellationException e) {
                return true;
            }
        }
        return false;
    }

    /** What the client reads until a text comes. */
    private static String read(Client client, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().contains(end)) {
            text.append(new String(client.read().orElseThrow().payload(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /** From now on this one serves. */
    private void serve(org.ipmibridge.runtime.api.shell.Shell other) throws IOException {
        server.close();
        server = new ShellServer(path, other);
    }

    private void open(Path other) throws IOException {
        new ShellServer(other, gogo).close();
    }

    /** A place is free as soon as the server has seen that a client left. */
    private boolean reconnected() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            try (Client client = new Client(path)) {
                return client.argv("echo").exitCode() == 0;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    /** Commands that behave in every way that a command can. */
    public static final class Commands {
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final CountDownLatch hanging = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        public String echo(String... arguments) {
            return List.of(arguments).toString();
        }

        public String where(CommandSession session) {
            return session.currentDir() + " " + session.get(Screen.VARIABLE);
        }

        public String ask(CommandSession session) {
            return Operator.of(session).ask("Password: ", true).toString();
        }

        public String list() {
            return "listed";
        }

        public void fail(String how) {
            throw switch (how) {
                case "usage" -> new UsageException("not like that");
                case "shell" -> new ShellException("it failed");
                case "hypervisor" -> new HypervisorUnavailableException("it is away");
                default -> new ArithmeticException("/ by zero");
            };
        }

        public void stream() throws InterruptedException {
            System.out.println("first");
            goOn.await();
            System.out.println("second");
        }

        public void hang() {
            hanging.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }
}
