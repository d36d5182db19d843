package org.ipmibridge.ipmi.users;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
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
        service = {ConfiguredAccount.class, ProblemSource.class},
        configurationPid = ConfiguredAccount.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AccountConfig.class, factory = true)
public final class ConfiguredAccount implements ProblemSource {
    static final String PID = "org.ipmibridge.ipmi.users";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredAccount.class);
    private static final Consumer<Account> NOBODY = account -> {};

    private final LastGood<Account> account = new LastGood<>(LOG, ConfigReader.keys(AccountConfig.class), null);
    private Consumer<Account> listener = NOBODY;

    @Activate
    public ConfiguredAccount(AccountConfig config, Map<String, Object> properties) {
        accept(config, properties);
    }

    @Modified
    synchronized void accept(AccountConfig config, Map<String, Object> properties) {
        account.accept(properties, reader -> new AccountReader(config, reader).read(), listener);
    }

    /** Tells the listener the account, now if there is a good one, and whenever it changes. */
    synchronized void attach(Consumer<Account> newListener) {
        listener = newListener;
        if (account.get() != null) {
            listener.accept(account.get());
        }
    }

    synchronized void detach() {
        listener = NOBODY;
    }

    @Override
    public List<Problem> problems() {
        return account.problems();
    }
}
