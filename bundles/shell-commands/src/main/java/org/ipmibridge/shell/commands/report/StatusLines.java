package org.ipmibridge.shell.commands.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.shell.commands.text.Printable;
import org.ipmibridge.shell.commands.text.Words;

/** What is new about the BMCs, one line each. Used by one thread. */
final class StatusLines {
    private final Map<String, String> told = new TreeMap<>();

    /**
     * The lines for what is not as it was told last. A BMC that is still being set up is not told of; while nobody answers packets, only
     * failures are.
     */
    List<String> news(Situation situation) {
        List<String> news = new ArrayList<>();
        for (BmcStatus status : situation.statuses()) {
            String line = line(status);
            if (isWorthTelling(status, situation) && !line.equals(told.put(status.name(), line))) {
                news.add(line);
            }
        }
        if (situation.served()) {
            forgetOthers(situation.statuses(), news);
        }
        return news;
    }

    private static boolean isWorthTelling(BmcStatus status, Situation situation) {
        return switch (status.state()) {
            case STARTING -> false;
            case LISTENING -> situation.served();
            case FAILED, DISABLED -> true;
        };
    }

    private void forgetOthers(Collection<BmcStatus> statuses, List<String> news) {
        Set<String> names = statuses.stream().map(BmcStatus::name).collect(Collectors.toSet());
        List<String> gone =
                told.keySet().stream().filter(name -> !names.contains(name)).toList();
        gone.forEach(name -> {
            told.remove(name);
            news.add(Printable.of(name) + ": no longer configured");
        });
    }

    /** How one BMC is doing. */
    static String line(BmcStatus status) {
        String text = status.name() + status.bmc().map(StatusLines::target).orElse("") + ": ";
        return Printable.of(
                switch (status.state()) {
                    case STARTING -> text + "still starting";
                    case LISTENING -> text + "answers";
                    case FAILED -> text + "FAILED: " + status.reason();
                    case DISABLED -> text + "disabled";
                });
    }

    private static String target(Bmc bmc) {
        String hypervisor = bmc.hypervisor().isEmpty() ? "" : " on " + bmc.hypervisor();
        return " at " + Words.address(bmc.endpoint()) + " for machine " + bmc.machineName() + hypervisor;
    }
}
