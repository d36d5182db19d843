package org.ipmibridge.launcher.migration;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Says what was made, what to check, and what could not be carried over. Shows no secret. */
final class Summary {
    private final PrintStream out;

    Summary(PrintStream out) {
        this.out = out;
    }

    void print(Path file, Path target, Translation translation, Notes notes) {
        out.println(file + ": " + counted(translation.bmcs().size(), "BMC") + ", "
                + counted(translation.servers(), "vCenter or ESXi host"));
        for (Translation.Bmc bmc : translation.bmcs()) {
            out.printf(
                    "  BMC %-20s at %-21s VM %s of %s%n",
                    bmc.name(),
                    bmc.vm().endpoint(),
                    bmc.vm().name(),
                    bmc.vm().server().host());
        }
        list("Check this:", notes.checks());
        list("Not carried over:", notes.lost());
        out.println();
        out.println("Written to " + target + "; the passwords are in its secrets directory, which only you can read.");
        out.println("Start the bridge with: bridge run --config " + target);
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void list(String title, List<String> notes) {
        if (!notes.isEmpty()) {
            out.println();
            out.println(title);
            notes.forEach(note -> out.println("- " + note));
        }
    }
}
