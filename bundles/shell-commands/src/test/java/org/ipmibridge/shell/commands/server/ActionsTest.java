package org.ipmibridge.shell.commands.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ipmibridge.ipmi.api.observe.OperatorAction;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.config.ConfigCommands;
import org.ipmibridge.shell.commands.config.UserCommands;
import org.ipmibridge.shell.commands.syntax.Command;
import org.junit.Test;

public final class ActionsTest {
    private static final Caller ADMIN = new Caller("ann", "local", Role.ADMINISTRATOR);

    private final List<OperatorAction> recorded = new ArrayList<>();
    private final Recording recording = new Recording();
    private final Actions actions = new Actions(recording);

    @Test
    public void noWordThatMayBeASecretIsRecorded() {
        record();
        run("user:password", "--generate", "bob", "hunter2");
        run("config:set", "ipmi.users-bob", ".password", "hunter2");
        run("felix:start", "hunter2");
        run("machine:power", "vm1", "off");
        assertThat(recorded)
                .extracting(action -> action.command() + action.arguments())
                .containsExactly(
                        "user:password[bob]",
                        "config:set[ipmi.users-bob, .password]",
                        "felix:start[]",
                        "machine:power[vm1, off]");
    }

    @Test
    public void whatOnlyShowsIsNotRecorded() {
        record();
        for (String name : List.of("bmc:list", "fleet:list", "inventory:export", "rack:list")) {
            actions.command(ADMIN, name, Optional.of(reading(name)), List.of(), () -> 0);
        }
        assertThat(recorded).extracting(OperatorAction::command).containsExactly("rack:list");
    }

    @Test
    public void aNameIsRecordedWhereverItsOptionsAre() {
        record();
        run("user:add", "--privilege", "administrator", "bob");
        run("user:add", "eve", "--id", "3", "--generate");
        run("user:password", "--password-file", "/tmp/new", "bob");
        assertThat(recorded)
                .extracting(action -> action.command() + action.arguments())
                .containsExactly("user:add[bob]", "user:add[eve]", "user:password[bob]");
    }

    @Test
    public void noSecretIsRecordedOfACommandThatWasTypedWrong() {
        record();
        run("config:set", ".password", "hunter2");
        run("config:set", ".password", "hunter2", "too");
        run("config:set", "ipmi.users-bob", ".password=hunter2");
        run("config:set", "hunter2");
        run("config:set", "ipmi.users-bob", ".password", "-hunter2");
        run("user:add", "--password", "hunter2", "bob");
        run("user:add", "bob", "--password", "hunter2");
        run("user:password", "--generat", "hunter2");
        assertThat(recorded)
                .allSatisfy(action -> assertThat(action.arguments().toString()).doesNotContain("hunter2"));
        assertThat(recorded.get(4).arguments()).containsExactly("ipmi.users-bob", ".password");
        assertThat(recorded.get(6).arguments()).containsExactly("bob");
    }

    @Test
    public void withoutARecorderACommandRunsAsEver() {
        assertThat(run("machine:power", "vm1", "off")).isEqualTo(7);
    }

    @Test
    public void aRecorderThatIsStuckDoesNotKeepTheOperatorWaiting() {
        recording.use(happening -> new CompletableFuture<>());
        assertThat(run("machine:power", "vm1", "off")).isEqualTo(7);
    }

    private void record() {
        recording.use(happening -> {
            recorded.add((OperatorAction) happening);
            return CompletableFuture.completedFuture(null);
        });
    }

    private int run(String name, String... arguments) {
        return actions.command(ADMIN, name, command(name), List.of(arguments), () -> 7);
    }

    private static Optional<Command> command(String name) {
        String function = name.substring(name.indexOf(':') + 1);
        return switch (name.substring(0, name.indexOf(':'))) {
            case "user" -> Optional.of(Command.of("user", function, UserCommands.class));
            case "config" -> Optional.of(Command.of("config", function, ConfigCommands.class));
            default -> Optional.empty();
        };
    }

    private static Command reading(String name) {
        String[] parts = name.split(":");
        return Command.of(parts[0], parts[1], Reading.class);
    }

    /** The commands of somebody who says that they only show. */
    public static final class Reading {
        @Requires(Role.READ_ONLY)
        public String list() {
            return "";
        }

        @Requires(Role.READ_ONLY)
        public String export() {
            return "";
        }
    }
}
