package org.ipmibridge.hypervisor.vmware.reconfigure;

import java.util.Objects;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.vmware.soap.VimFault;

/** Faults of the server that mean something to who asked. */
public final class Faults {
    private Faults() {}

    /** Whether somebody else changed the configuration first, so that nothing was done. */
    public static boolean isConcurrent(Throwable failure) {
        return is(failure, "ConcurrentAccess");
    }

    /** Whether there is no such file or folder. */
    public static boolean isFileNotFound(Throwable failure) {
        return is(failure, "FileNotFound");
    }

    /** Whether there is such a file or folder already. */
    public static boolean isFileThere(Throwable failure) {
        return is(failure, "FileAlreadyExists");
    }

    private static boolean is(Throwable failure, String type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(
                        cause -> cause instanceof VimFault fault && fault.type().equals(type));
    }
}
