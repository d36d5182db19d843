package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.testkit.FakeBmcSettings;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.Test;
import org.osgi.framework.Version;

public class SystemUuidTest {
    private static final UUID MACHINES = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private final FakeClock clock = new FakeClock();
    private final FakeBmcSettings settings = new FakeBmcSettings();
    private final FakeMachineDirectory machines = new FakeMachineDirectory();
    private final FakeMachine vm1 = new FakeMachine("vm1")
            .withInfo(new MachineInfo(MACHINES, Firmware.EFI, List.of(), Optional.empty(), Optional.empty()));

    @Test
    public void itIsTheMachinesOwn() {
        machines.add(vm1);
        assertThat(uuid("vm1").get()).isEqualTo(MACHINES);
    }

    @Test
    public void itIsTheConfiguredOne() {
        machines.add(vm1);
        String configured = "420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7";
        assertThat(uuid("vm1", "uuid", configured).get()).hasToString(configured);
    }

    @Test
    public void withoutAMachineItIsTheSameAtEachStartAndAnotherForEachBmc() {
        assertThat(uuid("vm1").get())
                .isEqualTo(uuid("vm1").get())
                .isNotEqualTo(uuid("vm2").get());
    }

    @Test
    public void itStaysAsItIsWhenTheMachineIsGone() {
        machines.add(vm1);
        SystemUuid uuid = uuid("vm1");
        uuid.get();
        machines.remove(vm1);
        assertThat(uuid.get()).isEqualTo(MACHINES);
    }

    @Test
    public void itIsAnotherOneWhenTheBmcHasAnotherMachine() {
        machines.add(vm1);
        SystemUuid uuid = uuid("vm1");
        uuid.get();
        UUID anothers = UUID.fromString("ffeeddcc-bbaa-9988-7766-554433221100");
        machines.remove(vm1);
        machines.add(new FakeMachine("vm1", "another")
                .withInfo(new MachineInfo(anothers, Firmware.EFI, List.of(), Optional.empty(), Optional.empty())));

        clock.advance(Duration.ofMillis(900));
        assertThat(uuid.get()).isEqualTo(MACHINES);
        clock.advance(Duration.ofMillis(200));
        assertThat(uuid.get()).isEqualTo(anothers);
    }

    @Test
    public void itIsKnownWhileAReplacedBundleHasNotFoundTheMachineYet() {
        machines.add(vm1);
        uuid("vm1").get();
        machines.remove(vm1);
        assertThat(uuid("vm1").get()).isEqualTo(MACHINES);
        assertThat(uuid("vm1", "machine", "another").get())
                .as("another machine")
                .isNotEqualTo(MACHINES);
    }

    private SystemUuid uuid(String name, String... keysAndValues) {
        Map<String, String> properties = Configs.file(name, keysAndValues);
        return new SystemUuid(Configs.read(properties, Version.emptyVersion), settings, machines, clock::nanoTime);
    }
}
