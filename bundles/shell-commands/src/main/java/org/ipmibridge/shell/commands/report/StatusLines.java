package org.ipmibridge.shell.commands.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.shell.commands.text.Printable;
import org.ipmibridge.shell.commands.text.Words;

/** What is new about the BMCs, one line each. Used by one thread. */
final class StatusLines {
    private final Map<String, String> told = new TreeMap<>();

    /** The lines for what is not as it was told last; a BMC that is still being set up is not told of. */
    List<String> news(Collection<BmcStatus> statuses) {
        List<String> news = new ArrayList<>();
        for (BmcStatus status : statuses) {
            String line = line(status);
            if (status.state() != BmcStatus.State.STARTING && !line.equals(told.put(status.name(), line))) {
                news.add(line);
            }
        }
        List<String> gone = told.keySet().stream()
                .filter(name ->
                        statuses.stream().noneMatch(status -> status.name().equals(name)))
                .toList();
        gone.forEach(name -> {
            told.remove(name);
            news.add(Printable.of(name) + ": no longer configured");
        });
        return news;
    }

    /** How one BMC is doing. */
    static String line(BmcStatus status) {
        String text = status.name() + status.bmc().map(StatusLines::target).orElse("") + ": ";
        return Printable.of(
                switch (status.state()) {
                    case STARTING -> text + "still starting";
                    case LISTENING -> text + "answers";
                    case FAILED -> text + "FAILED: " + status.reason();
                });
    }

    private static String target(Bmc bmc) {
        String hypervisor = bmc.hypervisor().isEmpty() ? "" : " on " + bmc.hypervisor();
        return " at " + Words.address(bmc.endpoint()) + " for machine " + bmc.machine() + hypervisor;
    }
}
