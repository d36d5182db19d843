package org.ipmibridge.hypervisor.vmware.iso;

import com.vmware.vim25.VirtualCdrom;
import com.vmware.vim25.VirtualCdromIsoBackingInfo;
import com.vmware.vim25.VirtualCdromRemotePassthroughBackingInfo;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualDeviceConfigSpec;
import com.vmware.vim25.VirtualDeviceConfigSpecOperation;
import com.vmware.vim25.VirtualDeviceConnectInfo;
import com.vmware.vim25.VirtualMachineConfigSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.vmware.reconfigure.VmConfig;

/**
 * What to change in a virtual machine's CD drives. The drive that counts is the first one with an image, or else the first one, in the order
 * of their keys.
 */
final class CdDrives {
    private CdDrives() {}

    /**
     * Puts an image in, connected now and at each power-on; a drive is added where there is none.
     *
     * @return none when it is already so
     * @throws org.ipmibridge.hypervisor.api.UnsupportedRequestException if a drive is needed and there is no room for one
     */
    static Optional<VirtualMachineConfigSpec> mount(VmConfig config, DatastorePath image) {
        Optional<VirtualCdrom> found = withImage(config).or(() -> drives(config).findFirst());
        if (found.isEmpty()) {
            VirtualCdrom added = new VirtualCdrom();
            insert(added, image);
            return Optional.of(spec(DriveSlot.choose(config).add(added)));
        }
        VirtualCdrom drive = found.get();
        if (holds(config, drive, image)) {
            return Optional.empty();
        }
        insert(drive, image);
        return Optional.of(spec(List.of(edit(drive))));
    }

    /**
     * Adds an empty drive.
     *
     * @return none when there is a drive
     * @throws org.ipmibridge.hypervisor.api.UnsupportedRequestException if there is no room for one
     */
    static Optional<VirtualMachineConfigSpec> addEmpty(VmConfig config) {
        if (drives(config).findAny().isPresent()) {
            return Optional.empty();
        }
        VirtualCdrom added = new VirtualCdrom();
        empty(added);
        return Optional.of(spec(DriveSlot.choose(config).add(added)));
    }

    /**
     * Takes the image out.
     *
     * @return none when there is none
     */
    static Optional<VirtualMachineConfigSpec> eject(VmConfig config) {
        return withImage(config).map(drive -> {
            empty(drive);
            return spec(List.of(edit(drive)));
        });
    }

    /** The image in a drive, in vSphere's notation. */
    static Optional<String> image(VirtualCdrom drive) {
        return drive.backing instanceof VirtualCdromIsoBackingInfo iso
                ? Optional.ofNullable(iso.fileName).filter(name -> !name.isBlank())
                : Optional.empty();
    }

    private static Stream<VirtualCdrom> drives(VmConfig config) {
        return config.devices().stream()
                .filter(VirtualCdrom.class::isInstance)
                .map(VirtualCdrom.class::cast)
                .sorted(Comparator.comparingInt(drive -> drive.key));
    }

    /** The drive whose image the guest sees; or else one whose image it does not. */
    private static Optional<VirtualCdrom> withImage(VmConfig config) {
        List<VirtualCdrom> images =
                drives(config).filter(drive -> image(drive).isPresent()).toList();
        return images.stream()
                .filter(drive -> drive.connectable != null
                        && (config.isOn() ? drive.connectable.connected : drive.connectable.startConnected))
                .findFirst()
                .or(() -> images.stream().findFirst());
    }

    /** The drive of a machine without power is connected to nothing; that it will be at power-on is enough. */
    private static boolean holds(VmConfig config, VirtualCdrom drive, DatastorePath image) {
        return image(drive).filter(name -> name.equals(image.toString())).isPresent()
                && drive.connectable != null
                && drive.connectable.startConnected
                && (drive.connectable.connected || config.isOff());
    }

    private static void insert(VirtualCdrom drive, DatastorePath image) {
        VirtualCdromIsoBackingInfo backing = new VirtualCdromIsoBackingInfo();
        backing.fileName = image.toString();
        drive.backing = backing;
        connect(drive, true);
    }

    /** Another client's drive, which nobody offers. */
    private static void empty(VirtualCdrom drive) {
        VirtualCdromRemotePassthroughBackingInfo client = new VirtualCdromRemotePassthroughBackingInfo();
        client.deviceName = "";
        client.useAutoDetect = false;
        client.exclusive = false;
        drive.backing = client;
        connect(drive, false);
    }

    private static void connect(VirtualCdrom drive, boolean connected) {
        VirtualDeviceConnectInfo connection = new VirtualDeviceConnectInfo();
        connection.startConnected = connected;
        connection.connected = connected;
        connection.allowGuestControl = true;
        drive.connectable = connection;
    }

    private static VirtualDeviceConfigSpec edit(VirtualDevice device) {
        VirtualDeviceConfigSpec change = new VirtualDeviceConfigSpec();
        change.operation = VirtualDeviceConfigSpecOperation.edit;
        change.device = device;
        return change;
    }

    private static VirtualMachineConfigSpec spec(List<VirtualDeviceConfigSpec> changes) {
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.deviceChange = changes.toArray(VirtualDeviceConfigSpec[]::new);
        return spec;
    }
}
