package org.ipmibridge.shell.commands.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.felix.service.command.CommandSession;
import org.ipmibridge.ipmi.api.observe.OperatorAction;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.runtime.api.shell.Console;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.runtime.api.shell.Screen;
import org.ipmibridge.runtime.api.shell.ShellSession;
import org.ipmibridge.shell.commands.Help;
import org.ipmibridge.shell.commands.Operator;
import org.ipmibridge.shell.commands.Shell;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Test;

public final class RolesTest {
    private final LogRecorder log = new LogRecorder("org.ipmibridge.shell.commands");
    private final Commands commands = new Commands();
    private final Shell shell = new Shell()
            .with("machine", "look", commands)
            .with("machine", "press", commands)
            .with("machine", "mixed", commands)
            .with("machine", "forgotten", commands)
            .with("felix", "stop", commands);
    private final GogoShell gogo =
            new GogoShell(shell.processor(), shell.threadIo(), shell, (choice, before) -> List.of());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    public RolesTest() {
        shell.with("bridge", "help", new Help(shell));
    }

    @After
    public void close() {
        shell.close();
        log.close();
    }

    @Test
    public void everyRoleRunsItsOwnCommandsAndThoseOfTheRolesBeforeIt() {
        assertThat(codes(Role.READ_ONLY, "look", "press", "mixed a", "forgotten"))
                .containsExactly(0, 4, 4, 4);
        assertThat(codes(Role.OPERATOR, "look", "press", "mixed a", "forgotten"))
                .containsExactly(0, 0, 0, 4);
        assertThat(codes(Role.ADMINISTRATOR, "look", "press", "mixed a", "forgotten"))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    public void aRefusalIsOneLineThatNamesBothRolesAndIsLogged() {
        assertThat(run(Role.READ_ONLY, "machine:press vm1")).isEqualTo(ShellSession.NOT_PERMITTED);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("machine:press is for the role operator; yours is read-only\n");
        assertThat(log.lines(Level.INFO))
                .containsExactly("shell user=ann from=test: machine:press refused: the role is read-only");
        assertThat(commands.pressed).isZero();
    }

    @Test
    public void whatTakesMoreThanReadingIsRecordedWithItsOutcomeAndSoAreRefusals() {
        List<OperatorAction> recorded = new ArrayList<>();
        gogo.addRecorder(happening -> {
            recorded.add((OperatorAction) happening);
            return CompletableFuture.completedFuture(null);
        });
        run(Role.READ_ONLY, "machine:look a");
        run(Role.OPERATOR, "machine:press vm1");
        run(Role.READ_ONLY, "machine:press vm1");
        run(Role.ADMINISTRATOR, "machine:forgotten; machine:look a");
        assertThat(recorded)
                .extracting(action -> action.user() + " " + action.origin() + " " + action.role() + ": "
                        + action.command() + " " + action.arguments() + " " + action.exitCode())
                .containsExactly(
                        "ann test operator: machine:press [vm1] 0",
                        "ann test read-only: machine:press [] 4",
                        "ann test administrator: gogo [machine:forgotten, machine:look] 0");
    }

    @Test
    public void wordsAreTakenAsTheyAreFromEverybodyButAdministrators() {
        assertThat(run(Role.OPERATOR, "look ';' $(machine:forgotten) \"a | b\" '' x'y'z"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[;, $(machine:forgotten), a | b, , xyz]\n");
        for (String line : List.of(
                "felix:stop 0",
                "look; felix:stop 0",
                "look | felix:stop",
                "(felix:stop 0)",
                "x = 1",
                "$SCOPE",
                "look 'open",
                "{ felix:stop 0 }",
                "\nfelix:stop 0")) {
            int code = run(Role.OPERATOR, line);
            assertThat(code == 2 || code == 4 || line.startsWith("look"))
                    .as(line)
                    .isTrue();
        }
        assertThat(commands.stopped).isZero();
    }

    @Test
    public void anAdministratorUsesGogo() {
        assertThat(run(Role.ADMINISTRATOR, "x = a; look $x (machine:look b)")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[a, [b]]\n");
        assertThat(run(Role.ADMINISTRATOR, "felix:stop 0")).isZero();
        assertThat(commands.stopped).isOne();
        assertThat(log.lines(Level.INFO)).last().isEqualTo("shell user=ann from=test: runs felix:stop");
    }

    @Test
    public void helpAndCompletionShowWhatTheRoleMayRun() {
        run(Role.READ_ONLY, "help");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("machine:look")
                .doesNotContain("press", "forgotten", "felix");
        assertThat(values(Role.READ_ONLY, "machine:")).containsExactly("machine:look");
        assertThat(values(Role.READ_ONLY, "help machine:")).containsExactly("machine:look");
        assertThat(values(Role.OPERATOR, "machine:")).containsExactly("machine:look", "machine:mixed", "machine:press");
        assertThat(values(Role.ADMINISTRATOR, "fel")).containsExactly("felix:stop");
        assertThat(run(Role.READ_ONLY, "help machine:press")).isEqualTo(ShellSession.MISUSED);
        assertThat(run(Role.READ_ONLY, "press --help")).isEqualTo(ShellSession.NOT_PERMITTED);
    }

    @Test
    public void aChangeIsOneLineWithUserAndOrigin() {
        run(Role.OPERATOR, "press vm1");
        assertThat(log.lines(Level.INFO)).containsExactly("shell user=ann from=test: machine vm1: pressed");
    }

    private List<String> values(Role role, String line) {
        try (ShellSession session = gogo.open(new Caller("ann", "test", role), new Recorded())) {
            return session.complete(line, line.length()).stream()
                    .map(Candidate::value)
                    .toList();
        }
    }

    private List<Integer> codes(Role role, String... lines) {
        return List.of(lines).stream().map(line -> run(role, line)).toList();
    }

    private int run(Role role, String line) {
        out.reset();
        err.reset();
        try (ShellSession session = gogo.open(new Caller("ann", "test", role), new Recorded())) {
            return session.run(line, Screen.NONE);
        }
    }

    private final class Recorded implements Console {
        @Override
        public OutputStream out() {
            return out;
        }

        @Override
        public OutputStream err() {
            return err;
        }

        @Override
        public Optional<String> ask(String prompt, boolean secret) {
            return Optional.empty();
        }
    }

    /** One command for each role, and one for nobody in particular. */
    public static final class Commands {
        private int pressed;
        private int stopped;

        @Requires(Role.READ_ONLY)
        public String look(String... words) {
            return List.of(words).toString();
        }

        @Requires(Role.OPERATOR)
        public void press(CommandSession session, String... words) {
            pressed++;
            Operator.of(session).changed("machine " + String.join(" ", words) + ": pressed");
        }

        @Requires(Role.READ_ONLY)
        public void mixed() {}

        @Requires(Role.OPERATOR)
        public void mixed(String word) {}

        public void forgotten() {}

        public void stop(String... words) {
            stopped++;
        }
    }
}
