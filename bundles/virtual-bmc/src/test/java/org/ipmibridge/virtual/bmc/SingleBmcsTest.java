package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.Test;
import org.osgi.framework.Version;

public final class SingleBmcsTest {
    @Test
    public void aMachineThatCannotBeLookedForHidesNoBmc() {
        for (Throwable failure : List.of(new IllegalStateException("broken"), new NoClassDefFoundError("gone"))) {
            SingleBmcs all = SingleBmcs.of(registry().entries(), failing(failure));

            assertThat(all.names()).containsExactly("vm1");
            assertThat(all.endpoints()).containsValue("vm1");
            assertThat(all.machines()).isEmpty();
        }
    }

    private static BmcRegistry registry() {
        BmcRegistry registry = new BmcRegistry(
                bmc -> new BmcPublisher.Publication() {
                    @Override
                    public void changed() {}

                    @Override
                    public void withdraw() {}
                },
                new SettingsStore(Optional.empty(), new HandOver(new HashMap<>())),
                new FakeMachineDirectory(),
                Version.emptyVersion);
        Map<String, String> properties = Configs.file("vm1", "port", "1");
        registry.configure(Configs.pid("vm1"), Configs.config(properties), properties);
        return registry;
    }

    private static MachineDirectory failing(Throwable failure) {
        return (MachineDirectory) Proxy.newProxyInstance(
                SingleBmcsTest.class.getClassLoader(),
                new Class<?>[] {MachineDirectory.class},
                (self, method, arguments) -> {
                    throw failure;
                });
    }
}
