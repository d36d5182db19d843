package org.ipmibridge.shell.commands.status;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/**
 * The process that the bridge is.
 *
 * @param version of the bridge
 * @param pid the process ID
 * @param since when it was started
 * @param resident bytes of memory that it has, where the system tells
 * @param heapUsed bytes of Java objects, those included that nobody needs any more
 * @param heapLimit bytes that these may have
 */
record ProcessFacts(String version, long pid, Instant since, Optional<Long> resident, long heapUsed, long heapLimit) {
    private static final String STARTED = "org.ipmibridge.started.millis";
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KIBIBYTE = 1024;

    static ProcessFacts read(BundleContext context) {
        Runtime runtime = Runtime.getRuntime();
        return new ProcessFacts(
                version(context.getBundle().getVersion()),
                ProcessHandle.current().pid(),
                since(context.getProperty(STARTED)),
                readResident(),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory());
    }

    /** As people write it: {@code 1.2.0-SNAPSHOT}. */
    private static String version(Version version) {
        String number = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
        return version.getQualifier().isEmpty() ? number : number + "-" + version.getQualifier();
    }

    private static Instant since(String millis) {
        return Instant.ofEpochMilli(
                millis == null ? ManagementFactory.getRuntimeMXBean().getStartTime() : Long.parseLong(millis));
    }

    /** Linux tells it in kibibytes. */
    private static Optional<Long> readResident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.substring(RESIDENT.length()).strip().split(" ")[0])
                    .map(kibibytes -> Long.parseLong(kibibytes) * KIBIBYTE)
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
