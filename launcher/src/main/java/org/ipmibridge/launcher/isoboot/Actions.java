package org.ipmibridge.launcher.isoboot;

import java.io.PrintStream;

/** Does what single options ask for, one after the other, and says each in one line. */
final class Actions {
    private final CheckOptions options;
    private final Chassis chassis;
    private final PrintStream out;

    Actions(CheckOptions options, Chassis chassis, PrintStream out) {
        this.options = options;
        this.chassis = chassis;
        this.out = out;
    }

    /** The boot device first, so that a power action boots it. */
    void run() throws StepFailedException {
        if (options.device().isPresent()) {
            set(options.device().get());
        }
        if (options.get()) {
            out.println("boot device: " + chassis.bootFlags());
        }
        if (options.power().isPresent()) {
            power(options.power().get());
        }
    }

    private void set(Device device) throws StepFailedException {
        BootFlags flags = new BootFlags(true, options.persistent(), options.efi(), device.code());
        chassis.setBootFlags(flags);
        out.println(device == Device.NONE ? "boot device: the override is cleared" : "boot device set: " + flags);
    }

    private void power(Power power) throws StepFailedException {
        if (power == Power.STATUS) {
            out.println("power is " + (chassis.isOn() ? "on" : "off"));
        } else {
            chassis.control(power);
            out.println(power.words() + ": accepted");
        }
    }
}
