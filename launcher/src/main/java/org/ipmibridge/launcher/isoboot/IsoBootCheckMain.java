package org.ipmibridge.launcher.isoboot;

import java.io.PrintStream;
import java.util.List;
import org.ipmibridge.ipmi.console.Connector;
import org.ipmibridge.ipmi.console.ConsoleException;
import org.ipmibridge.ipmi.console.Login;

/** Exits with 0 when all went well, 1 when it did not, and 2 when the command line is wrong. */
public final class IsoBootCheckMain {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private IsoBootCheckMain() {}

    /**
     * Runs the check.
     *
     * @param arguments the options, as {@code bridge iso-boot-check --help} tells them
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Operator.ofThisProcess(), System.out, System.err));
    }

    static int run(List<String> arguments, Operator operator, PrintStream out, PrintStream err) {
        try {
            return run(CheckOptions.parse(arguments), operator, out) ? 0 : FAILED;
        } catch (UsageException e) {
            err.println("bridge: " + e.getMessage() + "; see bridge iso-boot-check --help");
            return WRONG_USAGE;
        } catch (StepFailedException | ConsoleException e) {
            err.println("bridge: " + e.getMessage());
            return FAILED;
        }
    }

    private static boolean run(CheckOptions options, Operator operator, PrintStream out)
            throws UsageException, StepFailedException {
        if (options.whole() && !options.yes() && operator.terminal().isEmpty()) {
            throw new UsageException(
                    "the check power-cycles the machine, and there is no terminal to ask on: --yes is needed");
        }
        Login login =
                Login.of(options.user(), operator.password(options.user())).withPrivilege(options.neededPrivilege());
        if (login.user().length > Login.LONGEST_NAME || login.password().length > Login.LONGEST_PASSWORD) {
            throw new UsageException("IPMI has user names of up to 16 bytes and passwords of up to 20");
        }
        Connector connector = new Connector(options.host(), options.port(), login);
        if (options.whole()) {
            String question =
                    "Set the boot device to cdrom and power-cycle the machine behind " + connector.endpoint() + "?";
            return new Sequence(options, connector, new Report(out), () -> options.yes() || operator.consents(question))
                    .run();
        }
        try (GuardedSession session = GuardedSession.open(connector)) {
            new Actions(options, new Chassis(session), out).run();
            return true;
        }
    }
}
