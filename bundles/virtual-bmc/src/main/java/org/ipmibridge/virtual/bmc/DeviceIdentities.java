package org.ipmibridge.virtual.bmc;

import java.util.function.IntSupplier;
import org.ipmibridge.ipmi.api.bmc.DeviceIdentity;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.osgi.framework.Version;

/** Reads what Get Device ID tells. */
final class DeviceIdentities {
    /** The methods of a component property type, which throw where the text is no number. */
    record Numbers(
            IntSupplier device,
            IntSupplier revision,
            IntSupplier major,
            IntSupplier minor,
            IntSupplier manufacturer,
            IntSupplier product) {}

    private DeviceIdentities() {}

    /** @param bridge the version that is the firmware's where none is configured */
    static DeviceIdentity read(ConfigReader reader, Numbers config, Version bridge) {
        int major = reader.number("firmware.major", config.major(), -1, 0x7F);
        int minor = reader.number("firmware.minor", config.minor(), -1, 99);
        return new DeviceIdentity(
                reader.number("device.id", config.device(), 0, 0xFF),
                reader.number("device.revision", config.revision(), 0, 0x0F),
                major < 0 ? bridge.getMajor() & 0x7F : major,
                minor < 0 ? bridge.getMinor() % 100 : minor,
                reader.number("manufacturer.id", config.manufacturer(), 0, 0xFFFFF),
                reader.number("product.id", config.product(), 0, 0xFFFF));
    }
}
