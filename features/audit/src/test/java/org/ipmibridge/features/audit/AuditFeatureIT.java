package org.ipmibridge.features.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import javax.inject.Inject;
import org.ipmibridge.features.exam.Asking;
import org.ipmibridge.features.exam.Await;
import org.ipmibridge.features.exam.Bundles;
import org.ipmibridge.features.exam.FeatureExam;
import org.ipmibridge.features.exam.Ports;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Console;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.runtime.api.shell.Screen;
import org.ipmibridge.runtime.api.shell.Shell;
import org.ipmibridge.runtime.api.shell.ShellSession;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** What clients and operators do is in the file as soon as they have their answer, whatever is replaced meanwhile. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class AuditFeatureIT {
    private static final Login LOGIN = Login.of("oper", "test");
    private static final int CHASSIS = 0x00;
    private static final int CHASSIS_CONTROL = 0x02;
    private static final int CHASSIS_IDENTIFY = 0x04;
    private static final int SET_POWER_RESTORE_POLICY = 0x06;
    private static final int HARD_RESET = 0x03;
    private static final int POWER_UP = 0x02;

    @Inject
    private BundleContext context;

    @Inject
    private BmcDirectory bmcs;

    @Inject
    private Shell shell;

    @Configuration
    public Option[] boot() throws Exception {
        return FeatureExam.of("runtime", "ipmi", "shell", "audit")
                .withConfig(
                        "org.ipmibridge.ipmi.users-oper.cfg",
                        "id = 2",
                        "name = oper",
                        ".password = test",
                        "privilege = administrator")
                .withConfig("org.ipmibridge.virtual.bmc-box.cfg", "machine = box", "port = " + Ports.free())
                .withConfig("org.ipmibridge.audit.cfg", "file = trail.jsonl", "file.size = 100MB")
                .options();
    }

    @Test
    public void everyBundleOfTheFeatureIsActive() {
        assertThat(Bundles.inactive(context)).isEmpty();
    }

    @Test
    public void howManyLinesWaitIsToldForTheFileAndForTheSyslogServer() throws Exception {
        for (String queue : List.of("audit", "audit-syslog")) {
            assertThat(context.getServiceReferences(LongSupplier.class, "(org.ipmibridge.queue=" + queue + ")"))
                    .hasSize(1)
                    .allSatisfy(reference -> assertThat(
                                    context.getService(reference).getAsLong())
                            .isNotNegative());
        }
    }

    @Test
    public void aCommandIsInTheFileWhenItsClientHasTheAnswerAndSoIsARefusedOne() throws Exception {
        try (RemoteConsole console = console()) {
            assertThat(console.command(CHASSIS, SET_POWER_RESTORE_POLICY, POWER_UP)
                            .code())
                    .isZero();
            // The answer waits for the line, but not for ever.
            Await.until("the line", () -> count("\"command\":\"Set Power Restore Policy\"") > 0);
            assertThat(lines()).anySatisfy(line -> assertThat(line)
                    .contains("\"event\":\"command\",\"user\":\"oper\"")
                    .contains("\"peer\":\"127.0.0.1:")
                    .contains("\"bmc\":\"box\",\"machine\":\"box\"")
                    .contains("\"command\":\"Set Power Restore Policy\",\"netFn\":0,\"number\":6,"
                            + "\"action\":\"power up\",\"code\":0,\"outcome\":\"Ok\""));
            int code = console.command(CHASSIS, CHASSIS_CONTROL, HARD_RESET).code();
            assertThat(code).isNotZero();
            Await.until("the line", () -> count("\"action\":\"hard reset\"") > 0);
            assertThat(count("\"action\":\"hard reset\",\"code\":" + code + ","))
                    .isEqualTo(1);
            console.closeSession();
        }
        Await.until("the session's end", () -> count("\"event\":\"session.closed\"") > 0);
        assertThat(count("\"event\":\"session.opened\",\"user\":\"oper\"")).isPositive();
    }

    @Test
    public void aLogInThatFailsIsInTheFile() throws Exception {
        InetSocketAddress bmc = endpoint();
        assertThatThrownBy(() -> RemoteConsole.loggedIn(bmc, Login.of("eve", "x")))
                .isInstanceOf(RefusedException.class);
        Await.until("the line", () -> count("\"event\":\"session.refused\",\"user\":\"eve\"") > 0);
    }

    @Test
    public void whatAnOperatorDoesIsInTheFileAndIsShown() throws Exception {
        Caller caller = new Caller("ann", "ssh 192.0.2.7", Role.OPERATOR);
        Output output = new Output();
        try (ShellSession session = shell.open(caller, output)) {
            assertThat(session.run(List.of("session:close", "box", "--all"), Screen.NONE))
                    .as(output.toString())
                    .isZero();
            Await.until("the line", () -> count("\"event\":\"operator\",\"user\":\"ann\"") > 0);
            assertThat(count("\"event\":\"operator\",\"user\":\"ann\",\"role\":\"operator\",\"peer\":\"ssh 192.0.2.7\","
                            + "\"command\":\"session:close\",\"arguments\":[\"box\",\"--all\"],\"code\":0"))
                    .isEqualTo(1);
            assertThat(session.run(List.of("audit:show", "--last", "1", "--user", "ann"), Screen.NONE))
                    .isZero();
            assertThat(output.toString()).contains("operator user=ann role=operator peer=\"ssh 192.0.2.7\"");
        }
    }

    @Test
    public void noAcknowledgedCommandIsWithoutItsLineWhileBundlesAreReplaced() throws Exception {
        long before = count("\"command\":\"Chassis Identify\"");
        long acknowledged;
        try (RemoteConsole console = console()) {
            // Never the same twice in a row, or it would be taken for a resend of the one before.
            AtomicInteger seconds = new AtomicInteger();
            Asking asking =
                    Asking.start(() -> console.command(CHASSIS, CHASSIS_IDENTIFY, seconds.incrementAndGet() & 0xFF)
                                    .code()
                            == 0);
            for (String bundle :
                    List.of("audit", "ipmi.dispatch", "audit", "ipmi.session", "audit", "shell.commands")) {
                Bundles.update(context, "org.ipmibridge." + bundle);
                asking.awaitAnswers(50);
            }
            asking.close();
            acknowledged = asking.answers();
            System.out.printf(
                    "%d commands, longest wait while bundles are replaced: %d ms%n",
                    acknowledged, asking.longest().toMillis());
            assertThat(asking.failures()).isEmpty();
        }
        Await.until("the lines", () -> count("\"command\":\"Chassis Identify\"") - before >= acknowledged);
        assertThat(count("\"command\":\"Chassis Identify\"") - before).isEqualTo(acknowledged);
        assertThat(Bundles.inactive(context)).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("audit-"))
                .hasSize(2);
    }

    private RemoteConsole console() throws Exception {
        return RemoteConsole.loggedIn(endpoint(), LOGIN);
    }

    private InetSocketAddress endpoint() throws InterruptedException {
        Await.until("the BMC is there", () -> listening().isPresent());
        return listening().orElseThrow().endpoint();
    }

    private Optional<Bmc> listening() {
        return bmcs.statuses().stream()
                .filter(status -> status.state() == BmcStatus.State.LISTENING)
                .flatMap(status -> status.bmc().stream())
                .findFirst();
    }

    private static long count(String part) throws IOException {
        return lines().stream().filter(line -> line.contains(part)).count();
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(
                Path.of(System.getProperty("org.ipmibridge.data")).resolve("trail.jsonl"), StandardCharsets.US_ASCII);
    }

    /** What an operator sees. */
    private static final class Output implements Console {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public OutputStream out() {
            return bytes;
        }

        @Override
        public OutputStream err() {
            return bytes;
        }

        @Override
        public Optional<String> ask(String prompt, boolean secret) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
