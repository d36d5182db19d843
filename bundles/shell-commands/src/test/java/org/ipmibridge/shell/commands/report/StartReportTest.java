package org.ipmibridge.shell.commands.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.BmcStatus.State;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Test;

public final class StartReportTest {
    private static final String VM1_ANSWERS = "vm1 at 127.0.0.1:6230 for machine vm1 on lab: answers";

    private final FakeClock clock = new FakeClock();
    private final FakeBmcDirectory bmcs = new FakeBmcDirectory();
    private int problems;
    private final StartReport report = new StartReport(clock, clock.instant().minusMillis(900), () -> problems);
    private final FakeBmc vm1 = bmc("vm1", 6230);
    private final FakeBmc vm2 = bmc("vm2", 6231);

    @Test
    public void eachBmcGetsItsLineAndThenThereIsOneReadyLine() {
        bmcs.put(vm1, State.LISTENING, "");
        bmcs.put(vm2, State.STARTING, "");
        assertThat(look()).containsExactly(VM1_ANSWERS);

        bmcs.put(vm2, State.LISTENING, "");
        assertThat(look()).containsExactly("vm2 at 127.0.0.1:6231 for machine vm2 on lab: answers");
        clock.advance(StartReport.QUIET);
        assertThat(look()).containsExactly("ready: 2 of 2 BMCs answer, in 0.9 s");

        clock.advance(StartReport.DEADLINE);
        assertThat(look()).isEmpty();
    }

    @Test
    public void theStateIsToldFromTheReadyLineOn() {
        bmcs.put(vm1, State.LISTENING, "");
        bmcs.put(vm2, State.STARTING, "");
        look();
        clock.advance(StartReport.NONE);
        look();
        assertThat(report.status()).isEmpty();

        bmcs.put(vm2, State.LISTENING, "");
        look();
        clock.advance(StartReport.QUIET);
        assertThat(look()).hasSize(1).first().asString().startsWith("ready");
        assertThat(report.status()).contains("2 of 2 BMCs answer");

        bmcs.put(vm2, State.FAILED, "gone");
        look();
        assertThat(report.status()).contains("1 of 2 BMCs answer");
    }

    @Test
    public void aBridgeWithoutBmcsIsUpBeforeItComplains() {
        look();
        assertThat(report.status()).isEmpty();

        clock.advance(StartReport.NONE);

        assertThat(look()).isEmpty();
        assertThat(report.status()).contains("no BMC is configured");
    }

    @Test
    public void aBmcThatFailsIsNamedWithTheReasonAndCounted() {
        bmcs.put(vm1, State.LISTENING, "");
        bmcs.put(new BmcStatus("bmc-x", State.FAILED, "bmc-x.cfg: port = y: no number", Optional.empty()));

        assertThat(look()).containsExactly("bmc-x: FAILED: bmc-x.cfg: port = y: no number", VM1_ANSWERS);
        clock.advance(StartReport.QUIET);
        assertThat(look()).containsExactly("ready: 1 of 2 BMCs answer, in 0.9 s");
    }

    @Test
    public void thatThereAreProblemsIsSaidBeforeTheReadyLineAndADisabledBmcIsNotCounted() {
        bmcs.put(vm1, State.LISTENING, "");
        bmcs.put(new BmcStatus("vm2", State.DISABLED, "", Optional.empty()));
        problems = 2;

        assertThat(look()).containsExactly(VM1_ANSWERS, "vm2: disabled");
        clock.advance(StartReport.QUIET);
        assertThat(look()).containsExactly("2 problems: see bmc:problems", "ready: 1 of 1 BMC answers, in 0.9 s");
    }

    @Test
    public void thereIsNoReadyLineBeforeTheStartIsOver() {
        bmcs.put(vm1, State.LISTENING, "");
        assertThat(report.look(new Situation(false, true, bmcs.statuses()))).containsExactly(VM1_ANSWERS);
        clock.advance(StartReport.QUIET.multipliedBy(5));

        assertThat(report.look(new Situation(false, true, bmcs.statuses()))).isEmpty();
    }

    @Test
    public void withoutSomebodyToAnswerPacketsNothingIsReady() {
        bmcs.put(vm1, State.LISTENING, "");
        assertThat(report.look(new Situation(true, false, bmcs.statuses()))).isEmpty();
        clock.advance(StartReport.DEADLINE);
        assertThat(report.look(new Situation(true, false, bmcs.statuses())))
                .containsExactly("not ready: the bundles that answer packets are not running");

        assertThat(look()).containsExactly(VM1_ANSWERS, "ready: 1 of 1 BMC answers, in 10.9 s");
    }

    @Test
    public void aFailureIsToldEvenWhileNobodyAnswersPackets() {
        bmcs.put(vm1, State.LISTENING, "");
        bmcs.put(vm2, State.FAILED, "127.0.0.1:6231 is in use");

        assertThat(report.look(new Situation(false, false, bmcs.statuses())))
                .containsExactly("vm2 at 127.0.0.1:6231 for machine vm2 on lab: FAILED: 127.0.0.1:6231 is in use");
    }

    @Test
    public void afterTheDeadlineTheRestIsNotWaitedFor() {
        bmcs.put(vm1, State.LISTENING, "");
        bmcs.put(vm2, State.STARTING, "");
        look();
        clock.advance(StartReport.DEADLINE);

        assertThat(look()).singleElement().asString().startsWith("ready: 1 of 2 BMCs answer, in ");
    }

    @Test
    public void afterTheDeadlineTheRestIsWaitedForAsLongAsMoreBeginToAnswer() {
        answering(1, 100);
        bmcs.put(vm2, State.STARTING, "");
        look();
        clock.advance(StartReport.DEADLINE);
        answering(101, 200);
        bmcs.put(vm2, State.STARTING, "");
        assertThat(look()).isEmpty();
        clock.advance(StartReport.PROGRESS);
        assertThat(look()).singleElement().asString().startsWith("ready: 199 of 200 BMCs answer, in ");
    }

    @Test
    public void whenNoBmcAnswersThatIsSaidAndTheFirstThatRecoversMakesItReady() {
        bmcs.put(vm1, State.FAILED, "127.0.0.1:6230 is in use");
        look();
        clock.advance(StartReport.QUIET);
        assertThat(look()).containsExactly("not ready: 0 of 1 BMC answers");
        assertThat(look()).isEmpty();

        bmcs.put(vm1, State.LISTENING, "");
        assertThat(look()).containsExactly(VM1_ANSWERS, "ready: 1 of 1 BMC answers, in 1.0 s");
    }

    @Test
    public void withoutAnyBmcItIsSaidAtTheDeadline() {
        look();
        clock.advance(StartReport.DEADLINE.minus(Duration.ofMillis(1)));
        assertThat(look()).isEmpty();
        clock.advance(Duration.ofMillis(1));

        assertThat(look()).containsExactly("not ready: no BMC is configured");
    }

    @Test
    public void laterChangesGetOneLineEach() {
        bmcs.put(vm1, State.LISTENING, "");
        look();
        bmcs.put(vm1, State.FAILED, "no longer allowed");
        assertThat(look()).singleElement().asString().endsWith("FAILED: no longer allowed");
        bmcs.put(vm1, State.STARTING, "");
        assertThat(look()).isEmpty();
        bmcs.put(vm1, State.LISTENING, "");
        assertThat(look()).containsExactly(VM1_ANSWERS);
        bmcs.remove("vm1");
        assertThat(look()).containsExactly("vm1: no longer configured");
    }

    @Test
    public void whileThePacketHandlerIsReplacedNothingIsSaid() {
        bmcs.put(vm1, State.LISTENING, "");
        look();

        assertThat(report.look(new Situation(true, false, List.of()))).isEmpty();
        assertThat(look()).isEmpty();
    }

    @Test
    public void ofManyBmcsThoseThatAnswerAreOneLine() {
        answering(1, 250);
        assertThat(look()).isEmpty();
        clock.advance(StartReport.QUIET);
        assertThat(look()).containsExactly("ready: 250 of 250 BMCs answer, in 0.9 s");

        answering(251, 252);
        assertThat(look()).containsExactly("2 more BMCs answer, 252 of 252");
        assertThat(look()).isEmpty();
    }

    @Test
    public void ofManyBmcsThatFailTheFirstAreNamedAndTheRestIsCounted() {
        answering(1, 150);
        for (int i = 1; i <= 50; i++) {
            bmcs.put(bmc("x" + (100 + i), 8000 + i), State.FAILED, "no room");
        }
        List<String> lines = look();
        assertThat(lines)
                .hasSize(11)
                .first()
                .isEqualTo("x101 at 127.0.0.1:8001 for machine x101 on lab: FAILED: no room");
        assertThat(lines).last().isEqualTo("... and 40 more BMCs: see bmc:list");
        clock.advance(StartReport.QUIET);
        assertThat(look()).containsExactly("ready: 150 of 200 BMCs answer, in 0.9 s");
    }

    @Test
    public void ofManyBmcsEachLaterChangeIsStillToldAndThatManyAreGoneInFewLines() {
        answering(1, 250);
        look();
        bmcs.put(bmc("vm7", 9007), State.LISTENING, "");
        assertThat(look()).containsExactly("vm7 at 127.0.0.1:9007 for machine vm7 on lab: answers");

        for (int i = 3; i <= 250; i++) {
            bmcs.remove("vm" + i);
        }
        assertThat(look()).hasSize(11).last().isEqualTo("... and 238 more BMCs: see bmc:list");
    }

    private void answering(int from, int to) {
        for (int i = from; i <= to; i++) {
            bmcs.put(bmc("vm" + i, 7000 + i), State.LISTENING, "");
        }
    }

    private List<String> look() {
        return report.look(new Situation(true, true, bmcs.statuses()));
    }

    private static FakeBmc bmc(String name, int port) {
        return new FakeBmc(name)
                .withEndpoint(new InetSocketAddress("127.0.0.1", port))
                .withMachine("lab", name);
    }
}
