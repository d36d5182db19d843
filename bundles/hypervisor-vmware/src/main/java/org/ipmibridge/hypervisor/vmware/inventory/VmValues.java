package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ArrayOfCustomFieldValue;
import com.vmware.vim25.ArrayOfGuestNicInfo;
import com.vmware.vim25.ArrayOfManagedObjectReference;
import com.vmware.vim25.ArrayOfOptionValue;
import com.vmware.vim25.CustomFieldStringValue;
import com.vmware.vim25.GuestNicInfo;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.VirtualMachineConnectionState;
import com.vmware.vim25.VirtualMachinePowerState;
import com.vmware.vim25.VirtualMachineQuickStats;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.PowerState;

/** What is kept of the values of {@link VmProperty}. Texts that many machines have are kept once. */
final class VmValues {
    private static final int UUID_LENGTH = 36;

    private VmValues() {}

    static String id(ManagedObjectReference reference) {
        return reference.getVal().intern();
    }

    static List<String> ids(ArrayOfManagedObjectReference references) {
        return stream(references.getManagedObjectReference()).map(VmValues::id).toList();
    }

    static PowerState power(VirtualMachinePowerState state) {
        return switch (state) {
            case poweredOn -> PowerState.ON;
            case poweredOff -> PowerState.OFF;
            case suspended -> PowerState.SUSPENDED;
        };
    }

    static Boolean isConnected(VirtualMachineConnectionState state) {
        return state == VirtualMachineConnectionState.connected;
    }

    /** Null for a text that is no UUID. */
    static UUID uuid(String text) {
        try {
            return text.length() == UUID_LENGTH ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Firmware firmware(String word) {
        return word.toLowerCase(Locale.ROOT).equals("efi") ? Firmware.EFI : Firmware.BIOS;
    }

    /** The last of several counts, and an empty text is none: what some servers keep of a removed one. */
    static String overrideRecord(ArrayOfOptionValue options) {
        return stream(options.getOptionValue())
                .filter(option -> VmState.OVERRIDE_KEY.equals(option.getKey()) && option.getValue() != null)
                .map(OptionValue::getValue)
                .reduce((earlier, later) -> later)
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    static List<String> addresses(ArrayOfGuestNicInfo nics) {
        return stream(nics.getGuestNicInfo())
                .map(GuestNicInfo::getIpAddress)
                .flatMap(VmValues::stream)
                .toList();
    }

    /** Texts by the keys of their definitions; empty ones are none. */
    static Map<Integer, String> customValues(ArrayOfCustomFieldValue values) {
        Map<Integer, String> texts = new HashMap<>();
        stream(values.getCustomFieldValue())
                .filter(value -> value instanceof CustomFieldStringValue text
                        && text.getValue() != null
                        && !text.getValue().isEmpty())
                .forEach(value -> texts.put(
                        value.getKey(),
                        ((CustomFieldStringValue) value).getValue().intern()));
        return Map.copyOf(texts);
    }

    static QuickStats stats(VirtualMachineQuickStats stats) {
        return new QuickStats(
                number(stats.getOverallCpuUsage()),
                number(stats.getGuestMemoryUsage()),
                number(stats.getUptimeSeconds()));
    }

    static <T> Stream<T> stream(T[] array) {
        return array == null ? Stream.empty() : Arrays.stream(array);
    }

    private static OptionalInt number(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
