package org.ipmibridge.launcher.isoboot;

/** A boot device that can be asked for (IPMI v2.0, table 28-14, boot flags). */
enum Device {
    NONE(0),
    PXE(1),
    DISK(2),
    CDROM(5);

    private final int code;

    Device(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** What any selector means, in a word. */
    static String nameOf(int code) {
        return switch (code) {
            case 0 -> "none";
            case 1 -> "pxe";
            case 2 -> "disk";
            case 3 -> "disk in safe mode";
            case 4 -> "diagnostic partition";
            case 5 -> "cdrom";
            case 6 -> "firmware setup";
            case 7 -> "remote floppy";
            case 8 -> "remote cdrom";
            case 9 -> "primary remote media";
            case 11 -> "remote disk";
            case 15 -> "floppy";
            default -> "reserved device " + code;
        };
    }

    String word() {
        return nameOf(code);
    }
}
