package org.ipmibridge.launcher.isoboot;

/** What can be done with the power (IPMI v2.0, section 28.3). */
enum Power {
    STATUS(-1, "power status"),
    OFF(0, "power off"),
    ON(1, "power on"),
    CYCLE(2, "power cycle"),
    RESET(3, "reset"),
    SOFT(5, "soft power-off");

    private final int control;
    private final String words;

    Power(int control, String words) {
        this.control = control;
        this.words = words;
    }

    /** The value of Chassis Control. */
    int control() {
        return control;
    }

    String words() {
        return words;
    }
}
