package org.ipmibridge.shell.commands.report;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.shell.commands.text.Printable;
import org.ipmibridge.shell.commands.text.Words;

/**
 * What is new about the BMCs, one line each. Where there are many of them, those that begin to answer are only counted, and of other news there
 * are only the first lines. Used by one thread.
 */
final class StatusLines {
    /** More BMCs than this are many. */
    static final int MANY = 50;

    /** How many lines there are at once where there are many. */
    static final int FEW = 10;

    /** What was told of a BMC. */
    private record Told(
            BmcStatus.State state,
            String reason,
            Optional<InetSocketAddress> address,
            Optional<String> machine,
            Optional<String> hypervisor) {
        static Told of(BmcStatus status) {
            return new Told(
                    status.state(),
                    status.reason(),
                    status.bmc().map(Bmc::endpoint),
                    status.bmc().map(Bmc::machine),
                    status.bmc().map(Bmc::hypervisor));
        }
    }

    private final Map<String, Told> told = new TreeMap<>();

    /**
     * The lines for what is not as it was told last. A BMC that is still being set up is not told of; while nobody answers packets, only
     * failures are.
     *
     * @param ready whether the bridge was said to be ready, with the number of those that answer
     */
    List<String> news(Situation situation, boolean ready) {
        boolean many = isMany(Math.max(situation.statuses().size(), told.size()));
        List<String> news = new ArrayList<>();
        int joined = 0;
        for (BmcStatus status : situation.statuses()) {
            if (!isWorthTelling(status, situation)) {
                continue;
            }
            Told now = Told.of(status);
            Told before = told.put(status.name(), now);
            if (many && before == null && status.state() == BmcStatus.State.LISTENING) {
                joined++;
            } else if (!now.equals(before)) {
                news.add(line(status));
            }
        }
        if (situation.served()) {
            forgetOthers(situation.statuses(), news);
        }
        List<String> lines = many ? first(news) : news;
        if (joined > 0 && ready) {
            lines.add(joined + (joined == 1 ? " more BMC answers" : " more BMCs answer") + ", " + situation.listening()
                    + " of " + situation.wanted());
        }
        return lines;
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

    /** How the BMCs that are still being set up are doing. */
    static List<String> starting(Situation situation) {
        List<String> lines = situation.statuses().stream()
                .filter(status -> status.state() == BmcStatus.State.STARTING)
                .map(StatusLines::line)
                .toList();
        return isMany(lines.size()) ? first(lines) : lines;
    }

    private static boolean isMany(int bmcs) {
        return bmcs > MANY;
    }

    private static List<String> first(List<String> lines) {
        List<String> first = new ArrayList<>(lines.subList(0, Math.min(FEW, lines.size())));
        if (first.size() < lines.size()) {
            first.add("... and " + (lines.size() - first.size()) + " more BMCs: see bmc:list");
        }
        return first;
    }

    /** How one BMC is doing. */
    private static String line(BmcStatus status) {
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
