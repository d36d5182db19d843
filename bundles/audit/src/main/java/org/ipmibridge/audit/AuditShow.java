package org.ipmibridge.audit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code audit:show}. */
@Component(service = AuditShow.class)
@GogoCommand(scope = "audit", function = "show")
public final class AuditShow {
    /** They are all in memory at once, and whoever may do nothing else may ask for them. */
    private static final int MOST = 10_000;

    private final AuditTrail trail;

    @Activate
    public AuditShow(@Reference AuditTrail trail) {
        this.trail = trail;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Shows the last lines of the record of who did what, from all its files, the newest last."
            + " Example: audit:show --last 50 --bmc vm1")
    public String show(
            @Descriptor("print the lines as they are, a JSON object in each")
                    @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("how many lines, 1 to 10000; 20 when left out") @Parameter(names = "--last", absentValue = "20")
                    int last,
            @Descriptor("only lines of this BMC") @Parameter(names = "--bmc", absentValue = "") String bmc,
            @Descriptor("only lines of this user") @Parameter(names = "--user", absentValue = "") String user)
            throws IOException {
        if (last < 1 || last > MOST) {
            throw new IllegalArgumentException("--last must be 1 to " + MOST);
        }
        List<String> lines =
                LastLines.of(trail.file(), last, line -> isOf(line, "bmc", bmc) && isOf(line, "user", user));
        return lines.stream().map(line -> json ? line : text(line)).collect(Collectors.joining("\n"));
    }

    /** A quotation mark inside of a value is escaped, so this finds the field and nothing that looks like it. */
    private static boolean isOf(String line, String key, String wanted) {
        return wanted.isEmpty() || line.contains(",\"" + key + "\":" + JsonLine.quoted(wanted));
    }

    private static String text(String line) {
        Map<String, String> fields = FlatJson.read(line);
        StringBuilder text = new StringBuilder()
                .append(fields.getOrDefault("time", "-"))
                .append(' ')
                .append(fields.getOrDefault("event", line));
        fields.forEach((key, value) -> {
            if (!key.equals("time") && !key.equals("event")) {
                text.append(' ').append(key).append('=').append(shown(value));
            }
        });
        return text.toString();
    }

    private static String shown(String value) {
        String visible = value.replaceAll("[^\\x20-\\x7E]", "?");
        return visible.isEmpty() || visible.indexOf(' ') >= 0 ? '"' + visible + '"' : visible;
    }
}
