package org.ipmibridge.launcher.migration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.launcher.migration.MappedVm.Account;

/** One account for each user and password, with the BMCs that have it; a BMC has one account, in the same slot. */
final class AccountFiles {
    private static final String PID = "org.ipmibridge.ipmi.users";
    private static final int SLOT = 2;
    private static final String ADMIN = "admin";
    private static final String DEMONSTRATION = "password";
    private static final String NAME = "[!-~]{1,16}";
    private static final int LONGEST_PASSWORD = 20;
    private static final int LONGEST_PASSWORD_V15 = 16;

    private final ImportedFiles files;
    private final Notes notes;
    private final Map<Account, List<String>> accounts = new LinkedHashMap<>();

    AccountFiles(ImportedFiles files, Notes notes) {
        this.files = files;
        this.notes = notes;
    }

    /** Gives a BMC the account of its VM, or another where that one cannot be. */
    void add(String bmc, MappedVm vm) {
        Account account = vm.account()
                .filter(wanted -> isUsable(wanted, vm))
                .map(wanted -> new Account(wanted.name(), wanted.password().filter(password -> isUsable(password, vm))))
                .orElse(new Account(ADMIN, Optional.empty()));
        accounts.computeIfAbsent(account, key -> new ArrayList<>()).add(bmc);
    }

    private boolean isUsable(Account account, MappedVm vm) {
        boolean usable = account.name().matches(NAME);
        if (!usable) {
            notes.lost(vm.origin() + ": the user name '" + account.name()
                    + "' is not of 1 to 16 characters of ASCII; the account is called admin, with another password");
        }
        return usable;
    }

    private boolean isUsable(String password, MappedVm vm) {
        int length = password.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PASSWORD) {
            notes.lost(vm.origin()
                    + ": the IPMI password is longer than 20 bytes, which no client can send; it has another one");
            return false;
        }
        if (password.equals(DEMONSTRATION) && !vm.isLoopback()) {
            notes.lost(vm.origin()
                    + ": the IPMI password is the demonstration's, which everybody knows and the bridge refuses at "
                    + vm.address() + "; it has another one");
            return false;
        }
        return true;
    }

    /** @param bmcs how many BMCs there are */
    void write(int bmcs) throws ImportException {
        Names names = new Names();
        for (Map.Entry<Account, List<String>> entry : accounts.entrySet()) {
            write(
                    names.like(entry.getKey().name()),
                    entry.getKey(),
                    entry.getValue(),
                    entry.getValue().size() == bmcs);
        }
        notes.lost(
                "IPMI v1.5 is off, for it encrypts nothing: a client that has nothing newer needs v15.authentication = md5 in"
                        + "\n  org.ipmibridge.ipmi.session.cfg");
    }

    private void write(String name, Account account, List<String> bmcs, boolean everywhere) throws ImportException {
        String secret = "ipmi-" + name;
        String password = account.password().orElseGet(Passwords::random);
        files.secret(secret, password);
        if (account.password().isEmpty()) {
            notes.check("IPMI user " + account.name() + " of " + (everywhere ? "all BMCs" : String.join(", ", bmcs))
                    + " has a new random password: it is in secrets/" + secret);
        } else if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_V15) {
            notes.check("IPMI user " + account.name()
                    + ": the password has more than 16 bytes, so that IPMI v1.5 cannot send it");
        }
        files.configuration(
                PID,
                name,
                new CfgText()
                        .comment("An account of clients.")
                        .set("id", SLOT)
                        .set("name", account.name())
                        .secret(".password", secret)
                        .set("privilege", "administrator")
                        .comment("The BMCs that have it; * for all.")
                        .set("bmcs", everywhere ? "*" : String.join(", ", bmcs)));
    }
}
