package org.ipmibridge.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.junit.Test;

public class MachineBootTest extends MachineTestCase {
    @Test
    public void aOneTimeOverrideIsUsedUpByTheNextBoot() {
        set(once(BootDevice.NETWORK));
        assertThat(override()).contains(once(BootDevice.NETWORK));

        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.NETWORK);
        assertThat(override()).isEmpty();

        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void aPersistentOverrideStaysUntilItIsCleared() {
        BootOverride override = new BootOverride(BootDevice.NETWORK, true, true);
        set(override);
        reset();
        reset();
        assertThat(boots().subList(1, 3)).extracting(BootRecord::device).containsOnly(BootDevice.NETWORK);
        assertThat(override()).contains(override);

        machine.clearBootOverride();
        assertThat(override()).isEmpty();
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void aPowerOffDoesNotUseAnOverrideUp() {
        set(once(BootDevice.NETWORK));
        perform(PowerAction.OFF);
        clock.advance(OFF);
        assertThat(override()).contains(once(BootDevice.NETWORK));

        perform(PowerAction.ON);
        clock.advance(ON);
        assertThat(lastBoot().device()).isEqualTo(BootDevice.NETWORK);
        assertThat(override()).isEmpty();
    }

    @Test
    public void cdromPutsTheConfiguredImageInAndItStaysAfterTheBoot() {
        set(once(BootDevice.CDROM));
        assertThat(iso()).contains(RESCUE);

        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.CDROM);
        assertThat(lastBoot().iso()).contains(RESCUE);
        assertThat(iso()).contains(RESCUE);
        assertThat(override()).isEmpty();
    }

    @Test
    public void cdromAddsADriveWhereThereIsNone() {
        machine = machine(Map.of("cd.drive", "false"));
        assertFails(machine.mountIso(RESCUE), UnsupportedRequestException.class, "CD drive");
        set(once(BootDevice.CDROM));
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.CDROM);
        assertThat(machine.mountIso(INSTALL).toCompletableFuture()).isCompleted();
    }

    @Test
    public void cdromWithoutAnImageIsPassedOver() {
        machine = machine(Map.of("iso", "", "boot.order", "network, disk"));
        set(once(BootDevice.CDROM));
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.NETWORK);
    }

    @Test
    public void cdromKeepsTheImageInTheDriveWhenNoneIsConfigured() {
        machine = machine(Map.of("iso", ""));
        machine.mountIso(INSTALL);
        set(once(BootDevice.CDROM));
        reset();
        assertThat(lastBoot().iso()).contains(INSTALL);
        assertThat(lastBoot().device()).isEqualTo(BootDevice.CDROM);
    }

    @Test
    public void cdromFailsAndChangesNothingWhenTheConfiguredImageDoesNotExist() {
        machine = machine(Map.of("isos", INSTALL.path()));
        assertFails(
                machine.setBootOverride(once(BootDevice.CDROM)), IsoUnavailableException.class, "vm1", RESCUE.path());
        assertThat(override()).isEmpty();
        assertThat(iso()).isEmpty();
    }

    @Test
    public void anImageInTheDriveBootsInItsOrder() {
        machine = machine(Map.of("boot.order", "cdrom, disk"));
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
        machine.mountIso(INSTALL);
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.CDROM);
        machine.ejectIso();
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void diskTakesTheImageOut() {
        machine.mountIso(INSTALL);
        set(once(BootDevice.DISK));
        assertThat(iso()).isEmpty();
    }

    @Test
    public void clearingLeavesTheImage() {
        set(new BootOverride(BootDevice.CDROM, true, false));
        machine.clearBootOverride();
        assertThat(iso()).contains(RESCUE);
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void firmwareSetupIsForOneBoot() {
        set(once(BootDevice.FIRMWARE_SETUP));
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.FIRMWARE_SETUP);
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void aDeviceThatTheMachineDoesNotHaveIsRefused() {
        machine = machine(Map.of("nics", "", "disk", "false"));
        for (BootDevice device : List.of(BootDevice.NETWORK, BootDevice.FLOPPY, BootDevice.DISK)) {
            assertFails(machine.setBootOverride(once(device)), UnsupportedRequestException.class, "vm1", device.name());
        }
        machine = machine(Map.of("floppy", "true"));
        set(once(BootDevice.FLOPPY));
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.FLOPPY);
    }

    @Test
    public void aMachineWithNothingToBootFromEndsInItsFirmware() {
        machine = machine(Map.of("nics", "", "disk", "false"));
        assertThat(lastBoot().device()).isEqualTo(BootDevice.FIRMWARE_SETUP);
    }

    @Test
    public void onlyImagesThatExistCanBeMounted() {
        assertFails(
                machine.mountIso(new IsoImage("[isos] none.iso")),
                IsoUnavailableException.class,
                "vm1",
                "[isos] none.iso");
        machine.mountIso(INSTALL);
        machine.mountIso(RESCUE);
        assertThat(iso()).contains(RESCUE);
        assertThat(machine.ejectIso().toCompletableFuture()).isCompleted();
        assertThat(machine.ejectIso().toCompletableFuture()).isCompleted();
        assertThat(iso()).isEmpty();
    }

    @Test
    public void aHundredBootsAreRemembered() {
        for (int i = 0; i < 120; i++) {
            reset();
        }
        assertThat(boots()).hasSize(100);
        assertThat(lastBoot().time()).isEqualTo(clock.instant());
    }
}
