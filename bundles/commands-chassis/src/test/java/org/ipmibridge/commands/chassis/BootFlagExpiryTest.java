package org.ipmibridge.commands.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.junit.Test;

/** Boot flags that no Chassis Control follows. */
public class BootFlagExpiryTest {
    private static final Duration NEARLY = BootFlagExpiry.TIMEOUT.minusMillis(1);
    private static final Duration INSTANT = Duration.ofMillis(1);

    private final Chassis chassis = new Chassis();

    @Test
    public void anOverrideWaitsForItsBootUnlessSomebodyWantsOtherwise() {
        set("08 05 80 04 00 00 00");
        chassis.clock.advance(Duration.ofDays(1));
        assertThat(isValid()).isTrue();
    }

    @Test
    public void aClientCanWantItToExpire() {
        set("08 03 00");
        set("08 05 80 04 00 00 00");
        chassis.clock.advance(NEARLY);
        assertThat(isValid()).isTrue();
        chassis.clock.advance(INSTANT);
        assertThat(isValid()).isFalse();
        assertThat(chassis.machine.bootOverride().toCompletableFuture().join()).isEmpty();
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 00 04 00 00 00");
    }

    @Test
    public void theOperatorCanWantItToExpireAndAClientOtherwise() {
        chassis.configure("boot.flags.expire", "true");
        assertThat(chassis.send("09 03 00 00")).isEqualTo("00 01 03 00");
        set("08 05 80 04 00 00 00");
        chassis.clock.advance(BootFlagExpiry.TIMEOUT);
        assertThat(isValid()).isFalse();

        set("08 03 08");
        set("08 05 80 04 00 00 00");
        chassis.clock.advance(BootFlagExpiry.TIMEOUT);
        assertThat(isValid()).isTrue();
    }

    @Test
    public void aChassisControlBeginsTheTimeAgain() {
        set("08 03 00");
        set("08 05 80 04 00 00 00");
        chassis.clock.advance(NEARLY);
        set("02 00");
        chassis.clock.advance(NEARLY);
        assertThat(isValid()).isTrue();
        chassis.clock.advance(INSTANT);
        assertThat(isValid()).isFalse();
    }

    @Test
    public void newFlagsBeginTheTimeAgain() {
        set("08 03 00");
        set("08 05 80 04 00 00 00");
        chassis.clock.advance(NEARLY);
        set("08 05 80 08 00 00 00");
        chassis.clock.advance(NEARLY);
        assertThat(isValid()).isTrue();
        assertThat(chassis.clock.pendingTasks()).isEqualTo(1);
    }

    @Test
    public void flagsWithoutADeviceEndTheTime() {
        set("08 03 00");
        set("08 05 80 04 00 00 00");
        set("08 05 80 00 00 00 00");
        assertThat(chassis.clock.pendingTasks()).isZero();
    }

    @Test
    public void anOverrideThatSomebodyElseMadeMeanwhileStays() {
        set("08 03 00");
        set("08 05 80 04 00 00 00");
        BootOverride theirs = new BootOverride(BootDevice.CDROM, true, false);
        chassis.machine.setBootOverride(theirs);
        chassis.clock.advance(BootFlagExpiry.TIMEOUT);
        assertThat(chassis.machine.bootOverride().toCompletableFuture().join()).contains(theirs);
    }

    @Test
    public void theTimeGoesOnWhileTheBundleIsReplaced() {
        set("08 03 00");
        set("08 05 80 04 00 00 00");
        chassis.clock.advance(NEARLY);
        chassis.stop();
        assertThat(chassis.clock.pendingTasks()).isZero();
        chassis.start();
        assertThat(isValid()).isTrue();
        chassis.clock.advance(INSTANT);
        assertThat(isValid()).isFalse();
    }

    @Test
    public void aMachineThatCannotBeReachedDoesNoHarm() {
        set("08 03 00");
        set("08 05 80 04 00 00 00");
        chassis.machine.failWith(new HypervisorUnavailableException("away"));
        chassis.clock.advance(BootFlagExpiry.TIMEOUT);
        chassis.machine.failWith(null);
        set("08 05 80 04 00 00 00");
        chassis.directory.remove(chassis.machine);
        chassis.clock.advance(BootFlagExpiry.TIMEOUT);
        assertThat(chassis.clock.pendingTasks()).isZero();
    }

    private void set(String request) {
        assertThat(chassis.send(request)).as(request).isEqualTo("00");
    }

    private boolean isValid() {
        return chassis.send("09 05 00 00").startsWith("00 01 05 80");
    }
}
