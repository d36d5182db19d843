package org.ipmibridge.hypervisor.vmware.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.boot.BootMark.Change;
import org.junit.Test;

public final class BootMarkTest {
    private static final BootMark OFF = new BootMark(PowerState.OFF, Optional.empty());
    private static final BootMark SUSPENDED = new BootMark(PowerState.SUSPENDED, Optional.empty());
    private static final BootMark ON = on("2026-01-01T00:00:00.001Z");
    private static final BootMark ON_LATER = on("2026-01-01T00:00:00.002Z");
    private static final BootMark ON_UNTOLD = new BootMark(PowerState.ON, Optional.empty());

    @Test
    public void aMachineThatWasOffAndIsNotHasBooted() {
        assertThat(OFF.until(ON)).isEqualTo(Change.BOOTED);
        assertThat(OFF.until(SUSPENDED)).isEqualTo(Change.BOOTED);
        assertThat(OFF.until(OFF)).isEqualTo(Change.NONE);
    }

    @Test
    public void anotherBootTimeIsABoot() {
        assertThat(ON.until(ON_LATER)).isEqualTo(Change.BOOTED);
        assertThat(ON.until(ON)).isEqualTo(Change.NONE);
        assertThat(ON.until(on("2026-01-01T00:00:00.001999Z"))).isEqualTo(Change.NONE);
    }

    @Test
    public void aMachineThatIsOffHasNotBootedAndItsNextBootWillBeSeen() {
        assertThat(ON.until(OFF)).isEqualTo(Change.NONE);
        assertThat(ON_UNTOLD.until(OFF)).isEqualTo(Change.MOVED);
        assertThat(ON_UNTOLD.until(ON)).isEqualTo(Change.NONE);
    }

    @Test
    public void toBeSuspendedAndResumedIsNoBoot() {
        assertThat(ON.until(SUSPENDED)).isEqualTo(Change.MOVED);
        assertThat(SUSPENDED.until(ON)).isEqualTo(Change.MOVED);
        assertThat(SUSPENDED.until(OFF)).isEqualTo(Change.MOVED);
        assertThat(SUSPENDED.until(SUSPENDED)).isEqualTo(Change.NONE);
    }

    private static BootMark on(String time) {
        return new BootMark(PowerState.ON, Optional.of(Instant.parse(time)));
    }
}
