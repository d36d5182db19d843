package org.ipmibridge.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerState;
import org.junit.Test;

public class MachineSettingsReaderTest {
    @Test
    public void everyValueArrives() {
        MachineSettings settings = Configurations.machine(Map.ofEntries(
                Map.entry("name", " vm 1 "),
                Map.entry("hypervisor", "lab"),
                Map.entry("uuid", "420D1A2B-3c4d-4e6f-8081-828384858687"),
                Map.entry("firmware", "EFI"),
                Map.entry("disk", "false"),
                Map.entry("nics", "00:50:56:AA:bb:01, 00:50:56:aa:bb:02"),
                Map.entry("cd.drive", "false"),
                Map.entry("floppy", "true"),
                Map.entry("boot.order", "network,floppy"),
                Map.entry("iso", "[a] b.iso"),
                Map.entry("isos", "[a] b.iso,[a] c.iso"),
                Map.entry("power", "on"),
                Map.entry("power.on.millis", "1"),
                Map.entry("power.off.millis", "2"),
                Map.entry("reset.millis", "3"),
                Map.entry("soft.off.millis", "3600000"),
                Map.entry("soft.off.ignored", "TRUE"),
                Map.entry("guest.os", "Debian"),
                Map.entry("guest.tools", "false")));

        assertThat(settings.name()).isEqualTo("vm 1");
        assertThat(settings.hypervisor()).isEqualTo("lab");
        assertThat(settings.disk()).isFalse();
        assertThat(settings.cdDrive()).isFalse();
        assertThat(settings.floppy()).isTrue();
        assertThat(settings.bootOrder()).containsExactly(BootDevice.NETWORK, BootDevice.FLOPPY);
        assertThat(settings.isos()).isEqualTo(Set.of(new IsoImage("[a] b.iso"), new IsoImage("[a] c.iso")));
        assertThat(settings.initialPower()).isEqualTo(PowerState.ON);
        assertThat(settings.delays())
                .isEqualTo(new Delays(
                        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofHours(1)));
        assertThat(settings.guest()).isEqualTo(new Guest("Debian", false, true));
        MachineInfo info = settings.info();
        assertThat(info.uuid()).isEqualTo(UUID.fromString("420d1a2b-3c4d-4e6f-8081-828384858687"));
        assertThat(info.firmware()).isEqualTo(Firmware.EFI);
        assertThat(info.macAddresses()).containsExactly("00:50:56:aa:bb:01", "00:50:56:aa:bb:02");
        assertThat(info.guestOs()).contains("Debian");
        assertThat(info.configuredIso()).contains(new IsoImage("[a] b.iso"));
    }

    @Test
    public void aNameIsEnough() {
        MachineSettings settings = Configurations.machine(Map.of("name", "vm1"));
        assertThat(settings.initialPower()).isEqualTo(PowerState.OFF);
        assertThat(settings.info().guestOs()).isEmpty();
        assertThat(settings.info().configuredIso()).isEmpty();
        assertThat(settings.isos()).isEmpty();
        assertThat(settings.nics()).singleElement().asString().matches("00:50:56:[0-3][0-9a-f](:[0-9a-f]{2}){2}");
        assertThat(settings.bootOrder())
                .containsExactly(BootDevice.FLOPPY, BootDevice.DISK, BootDevice.CDROM, BootDevice.NETWORK);
    }

    @Test
    public void uuidAndAddressComeFromTheName() {
        MachineInfo vm1 = Configurations.machine(Map.of("name", "vm1")).info();
        assertThat(Configurations.machine(Map.of("name", "vm1")).info()).isEqualTo(vm1);
        MachineInfo vm2 = Configurations.machine(Map.of("name", "vm2")).info();
        assertThat(vm2.uuid()).isNotEqualTo(vm1.uuid());
        assertThat(vm2.macAddresses()).isNotEqualTo(vm1.macAddresses());
    }

    @Test
    public void theConfiguredImageExistsUnlessAListSaysOtherwise() {
        assertThat(Configurations.machine(Map.of("name", "vm1", "iso", "a.iso")).isos())
                .containsExactly(new IsoImage("a.iso"));
        assertThat(Configurations.machine(Map.of("name", "vm1", "iso", "a.iso", "isos", "b.iso"))
                        .isos())
                .containsExactly(new IsoImage("b.iso"));
    }

    @Test
    public void aWrongValueIsRefusedWithFileKeyValueAndReason() {
        assertRefused("name", "", "1 to 80");
        assertRefused("name", "../vm1", "1 to 80");
        assertRefused("name", "x".repeat(81), "1 to 80");
        assertRefused("uuid", "420d1a2b", "of the form");
        assertRefused("firmware", "uefi", "one of bios, efi");
        assertRefused("disk", "yes", "true or false");
        assertRefused("nics", "00:50:56:01:02", "00:50:56:01:02:03");
        assertRefused("boot.order", "disk, usb", "one of network, disk, cdrom, floppy");
        assertRefused("boot.order", "disk, disk", "each once");
        assertRefused("power", "maybe", "one of on, off, suspended");
        assertRefused("power.on.millis", "soon", "whole number");
        assertRefused("reset.millis", "-1", "from 0 to 3600000");
        assertRefused("soft.off.millis", "3600001", "from 0 to 3600000");
    }

    private static void assertRefused(String key, String value, String reason) {
        Map<String, String> values = new HashMap<>(Map.of("name", "vm1"));
        values.put("felix.fileinstall.filename", "file:/etc/bridge/machine-vm1.cfg");
        values.put(key, value);
        assertThatThrownBy(() -> Configurations.machine(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(List.of("/etc/bridge/machine-vm1.cfg: " + key + " = " + value + ": ", reason)
                        .toArray(String[]::new));
    }
}
