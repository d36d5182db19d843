package org.ipmibridge.commands.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.InsufficientResourcesException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PermissionDeniedException;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.slf4j.LoggerFactory;

/** What becomes of the failures of a hypervisor. */
public class FailureTest {
    private static final String WORDS = "machine vm1 cannot do that";

    private final Chassis chassis = new Chassis();
    private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @Before
    public void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        log.start();
        logger.addAppender(log);
    }

    @After
    public void leave() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    public void eachKindOfFailureHasItsCode() {
        Map<HypervisorException, String> codes = Map.of(
                new HypervisorUnavailableException(WORDS), "d3",
                new MachineNotFoundException(WORDS), "d3",
                new MachineBusyException(WORDS), "c0",
                new InsufficientResourcesException(WORDS), "c0",
                new InvalidPowerStateException(WORDS), "d5",
                new GuestUnavailableException(WORDS), "d5",
                new UnsupportedRequestException(WORDS), "cc",
                new IsoUnavailableException(WORDS), "cb",
                new PermissionDeniedException(WORDS), "d6",
                new HypervisorException(WORDS), "ff");
        codes.forEach((failure, code) -> {
            chassis.machine.failWith(failure);
            for (String request :
                    List.of("01", "02 01", "07", "0f", "08 05 80 04 00 00 00", "08 05 00 00 00 00 00", "09 05 00 00")) {
                assertThat(chassis.send(request))
                        .as(request + " " + failure.getClass().getSimpleName())
                        .isEqualTo(code);
            }
            assertThat(new Chassis(new BrokenMachine(failure)).send("02 03")).isEqualTo(code);
        });
    }

    @Test
    public void aPowerStateThatIsNotKnownIsNeverReported() {
        chassis.machine.failWith(new HypervisorUnavailableException(WORDS));
        assertThat(chassis.send("01")).isEqualTo("d3");
        assertThat(chassis.send("02 03")).isEqualTo("d3");
        assertThat(chassis.machine.performed()).isEmpty();
    }

    @Test
    public void aMachineThatIsMissingIsADestinationUnavailable() {
        chassis.directory.remove(chassis.machine);
        assertThat(chassis.send("01")).isEqualTo("d3");
        assertThat(chassis.send("02 01")).isEqualTo("d3");
        assertThat(chassis.send("08 05 80 04 00 00 00")).isEqualTo("d3");
        assertThat(chassis.send("09 05 00 00")).isEqualTo("d3");
        // What needs no machine goes on.
        assertThat(chassis.send("09 00 00 00")).isEqualTo("00 01 00 00");
        assertThat(chassis.send("06 03")).isEqualTo("00 07");
    }

    @Test
    public void aFailedBootDeviceChangesNothingThatWasKept() {
        chassis.send("08 05 80 04 11 00 00");
        chassis.machine.failWith(new UnsupportedRequestException(WORDS));
        assertThat(chassis.send("08 05 c0 3c 22 00 00")).isEqualTo("cc");
        assertThat(chassis.send("08 85 c0 3c 22 00 00")).isEqualTo("cc");
        chassis.machine.failWith(null);
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 80 04 11 00 00");
    }

    @Test
    public void theOperatorIsToldInWordsOnceAMinute() {
        chassis.machine.failWith(new HypervisorUnavailableException(WORDS));
        chassis.send("01");
        chassis.send("01");
        assertThat(lines()).containsExactly("WARN bmc=vm1: Get Chassis Status: " + WORDS);

        chassis.clock.advance(Duration.ofMinutes(1));
        chassis.send("01");
        chassis.send("0f");
        assertThat(lines()).hasSize(3).last().isEqualTo("WARN bmc=vm1: Get POH Counter: " + WORDS);
    }

    @Test
    public void aHypervisorThatComesAndGoesIsToldOnceAMinuteWhateverItSays() {
        for (int i = 0; i < 5; i++) {
            chassis.machine.failWith(new HypervisorUnavailableException(WORDS + " since " + i));
            chassis.send("01");
        }
        assertThat(lines()).containsExactly("WARN bmc=vm1: Get Chassis Status: " + WORDS + " since 0");
    }

    @Test
    public void whatTheClientCanPutRightIsNoWarning() {
        chassis.machine.failWith(new UnsupportedRequestException(WORDS));
        chassis.send("08 05 80 04 00 00 00");
        assertThat(lines()).containsExactly("INFO bmc=vm1: Set System Boot Options: " + WORDS);
    }

    @Test
    public void aControlThatFailsLaterIsTold() {
        chassis.machine.hold();
        chassis.send("02 02");
        chassis.machine.failWith(new InsufficientResourcesException(WORDS));
        chassis.machine.release();
        assertThat(lines()).containsExactly("WARN bmc=vm1: power CYCLE: " + WORDS);
    }

    @Test
    public void eachControlThatFailsLaterIsNoted() {
        for (int i = 0; i < 2; i++) {
            chassis.machine.failWith(null);
            chassis.machine.hold();
            chassis.send("02 02");
            chassis.machine.failWith(new InsufficientResourcesException(WORDS));
            chassis.machine.release();
        }
        assertThat(lines())
                .containsExactly("WARN bmc=vm1: power CYCLE: " + WORDS, "INFO bmc=vm1: power CYCLE: " + WORDS);
    }

    @Test
    public void settingsThatCannotBeWrittenAreNoSuccess() {
        chassis.bmc.settings().failWrites(new IOException("disk full"));
        for (String request : List.of("05 00 20 20 20 20", "06 02", "0a 01", "0b 05", "08 02 01")) {
            assertThat(chassis.send(request)).as(request).isEqualTo("ff");
        }
        assertThat(chassis.send("06 03")).isEqualTo("00 07");
    }

    private List<String> lines() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }
}
