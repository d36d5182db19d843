package org.ipmibridge.config.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

public final class SecretWatcherTest {
    @Rule
    public final TemporaryFolder secrets = new TemporaryFolder();

    @Test
    public void aConfigurationThatGoesDoesNotKeepTheOthersFromANewSecret() throws Exception {
        Path secret = Files.writeString(secrets.getRoot().toPath().resolve("admin"), "old");
        CountDownLatch delivered = new CountDownLatch(1);
        Configuration deleted = proxy(Configuration.class, method -> {
            throw new IllegalStateException("deleted");
        });
        Configuration user = proxy(Configuration.class, method -> switch (method) {
            case "getProperties" -> new Hashtable<>(Map.of(".password", "$[secret:admin]"));
            case "getChangeCount" -> 1L;
            case "getPid" -> "user";
            case "update" -> {
                delivered.countDown();
                yield null;
            }
            default -> "user";
        });
        ConfigurationAdmin admin = proxy(ConfigurationAdmin.class, method -> new Configuration[] {deleted, user});
        SecretWatcher watcher = new SecretWatcher(
                proxy(BundleContext.class, method -> secrets.getRoot().toString()), admin);
        try {
            Files.writeString(secret, "a new one");
            assertThat(delivered.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            watcher.stop();
        }
    }

    private static <T> T proxy(Class<T> type, Function<String, Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        method.getName().equals("toString") ? type.getSimpleName() : answer.apply(method.getName())));
    }
}
