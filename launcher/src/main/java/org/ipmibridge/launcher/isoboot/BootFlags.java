package org.ipmibridge.launcher.isoboot;

/**
 * Boot option parameter 5 (IPMI v2.0, table 28-14).
 *
 * @param valid whether the next boot obeys it
 * @param persistent whether all later boots obey it too
 * @param efi whether an EFI boot is asked for
 * @param device the boot device selector, 0 to 15
 */
record BootFlags(boolean valid, boolean persistent, boolean efi, int device) {
    private static final int VALID = 0x80;
    private static final int PERSISTENT = 0x40;
    private static final int EFI = 0x20;
    private static final int SELECTOR = 0x0F;

    /** Reads its first two bytes. */
    static BootFlags of(byte first, byte second) {
        return new BootFlags(
                (first & VALID) != 0, (first & PERSISTENT) != 0, (first & EFI) != 0, second >> 2 & SELECTOR);
    }

    /** Its first byte. */
    int first() {
        return (valid ? VALID : 0) | (persistent ? PERSISTENT : 0) | (efi ? EFI : 0);
    }

    /** Its second byte. */
    int second() {
        return device << 2;
    }

    /** Whether the next boot goes elsewhere than usual. */
    boolean overrides() {
        return valid && device != 0;
    }

    /** In words, for people. */
    @Override
    public String toString() {
        if (!overrides()) {
            return "no override" + (device == 0 ? "" : " (" + Device.nameOf(device) + ", not valid)");
        }
        return Device.nameOf(device) + ", valid, " + (persistent ? "for all boots" : "for the next boot only")
                + (efi ? ", EFI" : "");
    }
}
