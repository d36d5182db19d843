package org.ipmibridge.ipmi.users;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts in force. Where two want the same slot of a BMC, the one that had it first keeps it, and the other waits until it is free.
 * Not thread-safe.
 */
final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final Map<Object, Account> configured = new LinkedHashMap<>();
    private final Map<Object, Account> inForce = new LinkedHashMap<>();
    private final Map<Account, Account> refused = new IdentityHashMap<>();

    /** The account that a BMC has in a slot. */
    Optional<Account> find(String bmc, int id) {
        return inForce.values().stream()
                .filter(account -> account.id() == id && account.appliesTo(bmc))
                .findFirst();
    }

    /**
     * Takes an account, or its new form.
     *
     * @param source what it is told from the others by
     * @return the IDs of the users that may have changed
     */
    Set<Integer> put(Object source, Account account) {
        configured.put(source, account);
        return settle();
    }

    /** Forgets an account. */
    Set<Integer> remove(Object source) {
        Set<Integer> changed = new HashSet<>();
        configured.remove(source);
        Account removed = inForce.remove(source);
        if (removed != null) {
            changed.add(removed.id());
        }
        changed.addAll(settle());
        return changed;
    }

    /** One account that finds a place can leave one for another, so this goes on until nothing moves. */
    private Set<Integer> settle() {
        Set<Integer> changed = new HashSet<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Map.Entry<Object, Account> entry : configured.entrySet()) {
                moved |= place(entry.getKey(), entry.getValue(), changed);
            }
        }
        refused.keySet().retainAll(configured.values());
        return changed;
    }

    private boolean place(Object source, Account account, Set<Integer> changed) {
        if (inForce.get(source) == account) {
            return false;
        }
        Optional<Account> rival = rivalOf(source, account);
        if (rival.isPresent()) {
            refuse(source, account, rival.get());
            return false;
        }
        Account replaced = inForce.put(source, account);
        if (replaced != null) {
            changed.add(replaced.id());
        }
        changed.add(account.id());
        return true;
    }

    private Optional<Account> rivalOf(Object source, Account account) {
        return inForce.entrySet().stream()
                .filter(entry -> entry.getKey() != source && entry.getValue().clashesWith(account))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void refuse(Object source, Account account, Account rival) {
        if (refused.put(account, rival) != rival) {
            LOG.error(
                    "{}: id = {}: {} has this id too, on {}; {}",
                    account.file(),
                    account.id(),
                    rival.file(),
                    account.sharedBmcs(rival),
                    inForce.containsKey(source) ? "the account stays as it was" : "there is no such account");
        }
    }
}
