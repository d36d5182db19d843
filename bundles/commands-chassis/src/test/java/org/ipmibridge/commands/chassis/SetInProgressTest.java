package org.ipmibridge.commands.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

/** Parameter 0 of the boot options, with several clients at once. */
public class SetInProgressTest {
    private static final int ONE = 1;
    private static final int OTHER = 2;

    private final Chassis chassis = new Chassis();

    @Test
    public void anotherClientLearnsThatSomebodyIsWriting() {
        in(ONE, "08 00 01", "00");
        in(OTHER, "08 00 01", "81");
        in(OTHER, "09 00 00 00", "00 01 00 01");
        in(ONE, "08 00 01", "00");
        in(ONE, "08 00 00", "00");
        in(OTHER, "09 00 00 00", "00 01 00 00");
        in(OTHER, "08 00 01", "00");
    }

    @Test
    public void itLocksNothing() {
        in(ONE, "08 00 01", "00");
        in(OTHER, "08 05 80 04 00 00 00", "00");
        in(OTHER, "08 00 02", "00");
        in(OTHER, "08 00 00", "00");
        in(OTHER, "08 00 01", "00");
    }

    @Test
    public void aClientThatForgotToEndItKeepsOthersOutForSecondsOnly() {
        in(ONE, "08 00 01", "00");
        chassis.clock.advance(SetInProgress.LONGEST.minusMillis(1));
        in(OTHER, "08 00 01", "81");
        chassis.clock.advance(Duration.ofMillis(1));
        in(OTHER, "09 00 00 00", "00 01 00 00");
        in(OTHER, "08 00 01", "00");
    }

    @Test
    public void aChassisControlEndsIt() {
        in(ONE, "08 00 01", "00");
        in(ONE, "02 03", "00");
        in(OTHER, "08 00 01", "00");
    }

    @Test
    public void itOutlivesTheBundle() {
        in(ONE, "08 00 01", "00");
        chassis.start();
        in(OTHER, "08 00 01", "81");
    }

    private void in(int session, String request, String answer) {
        chassis.useSession(session);
        assertThat(chassis.send(request)).as(request).isEqualTo(answer);
    }
}
