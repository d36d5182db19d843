package org.ipmibridge.hypervisor.vmware.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry.Kind;
import org.junit.Test;

public final class BootOrderTest {
    private static final BootEntry CD = new BootEntry(Kind.CDROM, 0);
    private static final BootEntry FLOPPY = new BootEntry(Kind.FLOPPY, 0);
    private static final BootEntry DISK = new BootEntry(Kind.DISK, 2000);
    private static final BootEntry SECOND_DISK = new BootEntry(Kind.DISK, 2001);
    private static final BootEntry NIC = new BootEntry(Kind.ETHERNET, 4000);
    private static final BootEntry GONE = new BootEntry(Kind.ETHERNET, 4001);
    private static final BootHardware ALL = new BootHardware(List.of(2000, 2001), List.of(4000), true);

    @Test
    public void theDeviceComesFirstAndTheRestStaysBehindIt() {
        List<BootEntry> own = List.of(DISK, CD, NIC);

        assertThat(BootOrder.with(BootDevice.CDROM, own, ALL)).containsExactly(CD, DISK, NIC);
        assertThat(BootOrder.with(BootDevice.NETWORK, own, ALL)).containsExactly(NIC, DISK, CD);
        assertThat(BootOrder.with(BootDevice.DISK, own, ALL)).containsExactly(DISK, CD, NIC);
        assertThat(BootOrder.with(BootDevice.FLOPPY, own, ALL)).containsExactly(FLOPPY, DISK, CD, NIC);
        assertThat(BootOrder.with(BootDevice.FIRMWARE_SETUP, own, ALL)).isEqualTo(own);
    }

    @Test
    public void theOwnOrderSaysWhichDiskComesFirst() {
        assertThat(BootOrder.with(BootDevice.DISK, List.of(NIC, SECOND_DISK), ALL))
                .containsExactly(SECOND_DISK, NIC);
    }

    @Test
    public void whereTheOwnOrderNamesNoDiskAllComeFirst() {
        assertThat(BootOrder.with(BootDevice.DISK, List.of(NIC), ALL)).containsExactly(DISK, SECOND_DISK, NIC);
        assertThat(BootOrder.with(BootDevice.NETWORK, List.of(), ALL)).containsExactly(NIC);
        assertThat(BootOrder.with(BootDevice.CDROM, List.of(), ALL)).containsExactly(CD);
    }

    @Test
    public void devicesThatAreGoneAreLeftOut() {
        assertThat(BootOrder.with(BootDevice.NETWORK, List.of(GONE, DISK), ALL)).containsExactly(NIC, DISK);
        assertThat(BootOrder.with(BootDevice.CDROM, List.of(GONE, DISK, DISK), ALL))
                .containsExactly(CD, DISK);
    }
}
