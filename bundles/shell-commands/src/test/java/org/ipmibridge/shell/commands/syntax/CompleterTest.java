package org.ipmibridge.shell.commands.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.shell.commands.IsoDrive;
import org.ipmibridge.shell.commands.MachineBootdev;
import org.ipmibridge.shell.commands.MachinePower;
import org.ipmibridge.shell.commands.Shell;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.After;
import org.junit.Test;

public final class CompleterTest {
    private final Shell shell = new Shell()
            .with("machine", "power", new MachinePower(new FakeMachineDirectory()))
            .with("machine", "bootdev", new MachineBootdev(new FakeMachineDirectory()))
            .with("iso", "mount", new IsoDrive(new FakeMachineDirectory()))
            .with("felix", "bundlelevel", new Object() {
                @SuppressWarnings("unused")
                public void bundlelevel(int level) {}
            });
    private final Completer completer = new Completer(shell, (choice, before) -> switch (choice) {
        case MACHINE -> List.of(new Candidate("vm1", ""), new Candidate("vm2", ""), new Candidate("db", ""));
        case ISO -> List.of(new Candidate("[fake] " + before + ".iso", ""));
        case POWER_ACTION -> List.of(new Candidate("on", "power on"), new Candidate("off", "cut the power"));
        default -> List.of();
    });

    @After
    public void close() {
        shell.close();
    }

    @Test
    public void anEmptyLineOffersTheBridgesOwnCommands() {
        assertThat(values("")).containsExactly("iso:mount", "machine:bootdev", "machine:power");
    }

    @Test
    public void aPrefixOffersOthersCommandsToo() {
        assertThat(values("p")).containsExactly("power");
        assertThat(values("machine:p")).containsExactly("machine:power");
        assertThat(values("felix:b")).containsExactly("felix:bundlelevel");
    }

    @Test
    public void aCommandIsOfferedWithItsSummary() {
        assertThat(completer.complete("pow", 3))
                .containsExactly(new Candidate(
                        "power",
                        "Prints a machine's power state, or changes it, waits for the end and says what happened"));
    }

    @Test
    public void namesAndActionsFollowTheCommand() {
        assertThat(values("machine:power ")).containsExactly("vm1", "vm2", "db");
        assertThat(values("machine:power v")).containsExactly("vm1", "vm2");
        assertThat(values("power vm1 o")).containsExactly("on", "off");
        assertThat(values("power vm1 on ")).isEmpty();
    }

    @Test
    public void optionsAreOfferedOnceAndTheirValuesAreNoArguments() {
        assertThat(values("machine:bootdev vm1 --")).containsExactly("--persistent", "--efi");
        assertThat(values("machine:bootdev --efi vm1 --")).containsExactly("--persistent");
        assertThat(values("machine:power --timeout ")).isEmpty();
        assertThat(values("machine:power --timeout 5 d")).containsExactly("db");
    }

    @Test
    public void anArgumentCanDependOnTheOneBeforeIt() {
        assertThat(values("iso:mount vm1 ")).containsExactly("[fake] [vm1].iso");
        assertThat(values("iso:mount vm1 [fake")).containsExactly("[fake] [vm1].iso");
        assertThat(values("iso:mount vm1 x")).isEmpty();
    }

    @Test
    public void quotesHoldAWordTogetherAndAreNoPartOfIt() {
        assertThat(values("iso:mount 'my web' \"[fake] [m")).containsExactly("[fake] [my web].iso");
        assertThat(values("iso:mount \"it's; here\" ")).containsExactly("[fake] [it's; here].iso");
        assertThat(values("machine:power 'v")).containsExactly("vm1", "vm2");
        assertThat(values("machine:power '' o")).containsExactly("on", "off");
    }

    @Test
    public void whatComesAfterTheCursorDoesNotMatter() {
        assertThat(completer.complete("machine:power v on", 15))
                .extracting(Candidate::value)
                .containsExactly("vm1", "vm2");
    }

    @Test
    public void aCommandAfterAPipeOrSemicolonBeginsAnew() {
        assertThat(values("machine:power vm1; machine:power d")).containsExactly("db");
        assertThat(values("power vm1 | boot")).containsExactly("bootdev");
    }

    @Test
    public void anUnknownCommandHasNoArguments() {
        assertThat(values("nothing ")).isEmpty();
    }

    private List<String> values(String line) {
        return completer.complete(line, line.length()).stream()
                .map(Candidate::value)
                .toList();
    }
}
