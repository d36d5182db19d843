package org.ipmibridge.testkit.vcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class VCenterSimulatorTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void itDoesWhatAnotherClientWouldDoAndCountsNoneOfThat() {
        try (VCenterSimulator vcenter = VCenterSimulator.builder().start()) {
            vcenter.makeFile("LocalDS_0", "iso/rescue.iso", "not really");
            vcenter.change("DC0_H0_VM0", "insert", "[LocalDS_0] iso/rescue.iso");
            vcenter.change("DC0_H0_VM0", "boot-order", "cdrom", "disk");
            vcenter.change("DC0_H0_VM0", "power-off");
            assertThat(vcenter.show("DC0/vm/DC0_H0_VM0"))
                    .contains("\"power\":\"poweredOff\"")
                    .contains("\"bootOrder\":[\"cdrom\",\"disk\"]")
                    .contains("\"iso\":\"[LocalDS_0] iso/rescue.iso\"");
            assertThat(vcenter.calls()).isEmpty();
        }
    }

    @Test
    public void anEsxiHasItsOwnMachinesAndKeepsPortAndCertificateOverARestart() {
        Path identity = folder.getRoot().toPath().resolve("identity.pem");
        try (VCenterSimulator esxi =
                VCenterSimulator.builder().esxi().identity(identity).start()) {
            String address = esxi.address();
            String fingerprint = esxi.fingerprint();
            esxi.stop();
            esxi.start();
            assertThat(esxi.address()).isEqualTo(address);
            assertThat(esxi.fingerprint()).isEqualTo(fingerprint).matches("[0-9a-f]{64}");
            assertThat(esxi.machines()).contains("ha-datacenter/vm/ha-host_VM0");
        }
    }
}
