package org.ipmibridge.shell.commands.problem;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Printable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bmc:problems}. */
@Component(service = BmcProblemsCommand.class)
@GogoCommand(scope = "bmc", function = "problems")
public final class BmcProblemsCommand {
    private final Problems problems;

    @Activate
    public BmcProblemsCommand(@Reference Problems problems) {
        this.problems = problems;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Says all that is wrong: configuration, BMCs, servers, bundles. One line each: since when, where, the key and its"
                    + " value, why. Examples: bmc:problems, bmc:problems --check && echo all is well")
    public String problems(
            CommandSession session,
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("fail when there are some: the exit code is 1 then")
                    @Parameter(names = "--check", presentValue = "true", absentValue = "false")
                    boolean check) {
        List<Problem> all = problems.all();
        String text = json ? json(all) : lines(all);
        if (check && !all.isEmpty()) {
            session.getConsole().println(text);
            throw new ShellException(count(all.size()));
        }
        return text;
    }

    /** {@code 2 problems}. */
    public static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }

    private static String lines(List<Problem> all) {
        return all.isEmpty()
                ? "no problems"
                : all.stream()
                        .map(problem ->
                                problem.since().truncatedTo(ChronoUnit.SECONDS) + "  " + Printable.of(problem.text()))
                        .collect(Collectors.joining("\n"));
    }

    private static String json(List<Problem> all) {
        Listing listing = new Listing("since", "source", "key", "value", "reason");
        all.forEach(problem -> listing.add(
                problem.since().truncatedTo(ChronoUnit.SECONDS),
                problem.source(),
                problem.key(),
                problem.value(),
                problem.reason()));
        return listing.render(true);
    }
}
