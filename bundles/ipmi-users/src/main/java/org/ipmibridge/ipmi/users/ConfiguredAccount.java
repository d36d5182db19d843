package org.ipmibridge.ipmi.users;

import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's configuration and what became of it. A configuration that cannot be used is refused with one line in the log, and
 * the last good one stays.
 */
@Component(
        service = ConfiguredAccount.class,
        configurationPid = ConfiguredAccount.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AccountConfig.class, factory = true)
public final class ConfiguredAccount {
    static final String PID = "org.ipmibridge.ipmi.users";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredAccount.class);
    private static final Consumer<Account> NOBODY = account -> {};

    private Account account;
    private Consumer<Account> listener = NOBODY;

    @Activate
    public ConfiguredAccount(AccountConfig config, Map<String, Object> properties) {
        accept(config, properties);
    }

    @Modified
    synchronized void accept(AccountConfig config, Map<String, Object> properties) {
        AccountReader reader = new AccountReader(config, properties);
        try {
            account = reader.read();
        } catch (IllegalArgumentException refused) {
            LOG.error(
                    "{}; {}",
                    refused.getMessage(),
                    account == null ? "there is no such account" : "the account stays as it was");
            return;
        }
        if (!reader.unknownKeys().isEmpty()) {
            LOG.warn("{}: unknown keys {}", account.file(), reader.unknownKeys());
        }
        listener.accept(account);
    }

    /** Tells the listener the account, now if there is a good one, and whenever it changes. */
    synchronized void attach(Consumer<Account> newListener) {
        listener = newListener;
        if (account != null) {
            listener.accept(account);
        }
    }

    synchronized void detach() {
        listener = NOBODY;
    }
}
