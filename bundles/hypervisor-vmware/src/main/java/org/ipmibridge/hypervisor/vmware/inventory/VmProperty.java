package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ArrayOfCustomFieldValue;
import com.vmware.vim25.ArrayOfGuestNicInfo;
import com.vmware.vim25.ArrayOfManagedObjectReference;
import com.vmware.vim25.ArrayOfOptionValue;
import com.vmware.vim25.ArrayOfVirtualDevice;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualMachineBootOptions;
import com.vmware.vim25.VirtualMachineConnectionState;
import com.vmware.vim25.VirtualMachinePowerState;
import com.vmware.vim25.VirtualMachineQuestionInfo;
import com.vmware.vim25.VirtualMachineQuickStats;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is read of each virtual machine, and what is kept of the value: immutable, and no more of it than is needed. */
enum VmProperty {
    NAME("name", String.class, InventoryNames::decoded),
    PARENT("parent", ManagedObjectReference.class, VmValues::id),
    PARENT_VAPP("parentVApp", ManagedObjectReference.class, VmValues::id),
    POOL("resourcePool", ManagedObjectReference.class, VmValues::id),
    /** A map of texts by the keys of custom attributes. */
    CUSTOM_VALUES("customValue", ArrayOfCustomFieldValue.class, VmValues::customValues),
    POWER("runtime.powerState", VirtualMachinePowerState.class, VmValues::power),
    /** A {@link Boolean}: whether the server is connected to the machine, and so knows its state. */
    CONNECTED("runtime.connectionState", VirtualMachineConnectionState.class, VmValues::isConnected),
    BOOT_TIME("runtime.bootTime", Calendar.class, Calendar::toInstant),
    HOST("runtime.host", ManagedObjectReference.class, VmValues::id),
    QUESTION("runtime.question", VirtualMachineQuestionInfo.class, VirtualMachineQuestionInfo::getText),
    SUMMARY_BOOT_TIME("summary.runtime.bootTime", Calendar.class, Calendar::toInstant),
    STATS("summary.quickStats", VirtualMachineQuickStats.class, VmValues::stats),
    BIOS_UUID("config.uuid", String.class, VmValues::uuid),
    INSTANCE_UUID("config.instanceUuid", String.class, VmValues::uuid),
    TEMPLATE("config.template", Boolean.class, flag -> flag),
    FIRMWARE("config.firmware", String.class, VmValues::firmware),
    BOOT_OPTIONS("config.bootOptions", VirtualMachineBootOptions.class, BootSettings::of),
    DEVICES("config.hardware.device", ArrayOfVirtualDevice.class, Devices::of),
    GUEST_NAME("config.guestFullName", String.class, String::intern),
    CHANGE_VERSION("config.changeVersion", String.class, version -> version),
    /** The text of the override record; null where there is none. */
    OVERRIDE("config.extraConfig", ArrayOfOptionValue.class, VmValues::overrideRecord),
    TOOLS("guest.toolsRunningStatus", String.class, String::intern),
    GUEST_HOST("guest.hostName", String.class, name -> name),
    GUEST_ADDRESS("guest.ipAddress", String.class, address -> address),
    /** A list of addresses. */
    GUEST_NET("guest.net", ArrayOfGuestNicInfo.class, VmValues::addresses),
    /** A list of managed object ids. */
    DATASTORES("datastore", ArrayOfManagedObjectReference.class, VmValues::ids);

    private static final Map<String, VmProperty> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(VmProperty::path, Function.identity()));

    private final String path;
    private final Function<Object, Object> decode;

    <T> VmProperty(String path, Class<T> type, Function<T, ?> decode) {
        this.path = path;
        this.decode = raw -> type.isInstance(raw) ? decode.apply(type.cast(raw)) : null;
    }

    /** The property's path in the vSphere API. */
    String path() {
        return path;
    }

    /** What is kept of a value; null for none, and for one that is not understood. */
    Object decode(Object raw) {
        return decode.apply(raw);
    }

    /** Null for a path that is not read. */
    static VmProperty of(String path) {
        return BY_PATH.get(path);
    }

    /** The paths of all. */
    static String[] paths() {
        return Arrays.stream(values()).map(VmProperty::path).toArray(String[]::new);
    }

    /** Those of which some servers tell no change; they do tell one of {@link #DEVICES} or {@link #CHANGE_VERSION} then. */
    static boolean meansReconfigured(Iterable<VmProperty> changed) {
        for (VmProperty property : changed) {
            if (List.of(DEVICES, CHANGE_VERSION).contains(property)) {
                return true;
            }
        }
        return false;
    }
}
