package org.ipmibridge.ipmi.users;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts in force. Where two want the same slot of a BMC, the one whose file comes first in the alphabet has it: which one does must
 * not depend on the order in which files happen to be read after a restart. Not thread-safe.
 */
final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    private static final Comparator<Map.Entry<Object, Account>> BY_FILE =
            Comparator.comparing(entry -> entry.getValue().file());

    private final Map<Object, Account> configured = new LinkedHashMap<>();
    /** Each account that had to give way, with the one that it was told to give way to. */
    private final Map<Account, Refusal> refused = new IdentityHashMap<>();

    private Map<Object, Account> inForce = Map.of();

    private record Refusal(Account rival, Problem problem) {}

    /** The accounts that have to give way. */
    List<Problem> problems() {
        return refused.values().stream().map(Refusal::problem).toList();
    }

    /** The account that a BMC has in a slot. */
    Optional<Account> find(String bmc, int id) {
        return inForce.values().stream()
                .filter(account -> account.id() == id && account.appliesTo(bmc))
                .findFirst();
    }

    /**
     * Takes an account, or its new form. If that has to give way, the form before stays as long as it can.
     *
     * @param source what it is told from the others by
     * @return the IDs of the users that may have changed
     */
    Set<Integer> put(Object source, Account account) {
        configured.put(source, account);
        return settle();
    }

    /**
     * Forgets an account.
     *
     * @return the IDs of the users that may have changed
     */
    Set<Integer> remove(Object source) {
        configured.remove(source);
        return settle();
    }

    private Set<Integer> settle() {
        List<Map.Entry<Object, Account>> ordered =
                configured.entrySet().stream().sorted(BY_FILE).toList();
        Map<Object, Account> next = new LinkedHashMap<>();
        ordered.forEach(entry -> place(entry.getKey(), entry.getValue(), next));
        Set<Integer> changed = difference(inForce, next);
        refused.keySet().retainAll(configured.values());
        inForce = next;
        return changed;
    }

    private void place(Object source, Account account, Map<Object, Account> placed) {
        Optional<Account> rival = rivalOf(account, placed.values());
        if (rival.isEmpty()) {
            refused.remove(account);
            placed.put(source, account);
            return;
        }
        Optional<Account> before = Optional.ofNullable(inForce.get(source))
                .filter(known -> rivalOf(known, placed.values()).isEmpty());
        before.ifPresent(known -> placed.put(source, known));
        report(account, rival.get(), before.isPresent());
    }

    private static Optional<Account> rivalOf(Account account, Collection<Account> placed) {
        return placed.stream().filter(account::clashesWith).findFirst();
    }

    private void report(Account account, Account rival, boolean stays) {
        Refusal known = refused.get(account);
        if (known == null || known.rival() != rival) {
            Problem problem = new Problem(
                    account.file(),
                    "id",
                    Integer.toString(account.id()),
                    rival.file() + " has this id too, on " + account.sharedBmcs(rival),
                    Instant.now());
            refused.put(account, new Refusal(rival, problem));
            LOG.error("{}{}", problem.text(), stays ? "; the settings before it stay in force" : "");
        }
    }

    private static Set<Integer> difference(Map<Object, Account> old, Map<Object, Account> next) {
        Set<Integer> ids = new HashSet<>();
        old.forEach((source, account) -> {
            if (next.get(source) != account) {
                ids.add(account.id());
            }
        });
        next.forEach((source, account) -> {
            if (old.get(source) != account) {
                ids.add(account.id());
            }
        });
        return ids;
    }
}
