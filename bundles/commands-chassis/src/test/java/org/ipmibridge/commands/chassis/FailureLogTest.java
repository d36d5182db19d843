package org.ipmibridge.commands.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Test;

public class FailureLogTest {
    @Test
    public void aMachineThatFailedIsCalledAsInItsOtherEvents() {
        Bmc bmc = called("web01", new FakeBmc("vm1").withMachine("vc1", "4211-8a"));
        assertThat(FailureLog.where(bmc)).isEqualTo(Map.of("bmc", "vm1", "machine", "web01", "hypervisor", "vc1"));
    }

    /** A BMC whose machine has an identifier and a name. */
    private static Bmc called(String machineName, Bmc bmc) {
        return (Bmc) Proxy.newProxyInstance(
                Bmc.class.getClassLoader(),
                new Class<?>[] {Bmc.class},
                (proxy, method, arguments) ->
                        method.getName().equals("machineName") ? machineName : method.invoke(bmc, arguments));
    }
}
