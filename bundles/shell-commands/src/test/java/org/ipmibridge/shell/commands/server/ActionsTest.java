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
        return actions.command(ADMIN, name, Optional.empty(), List.of(arguments), () -> 7);
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
