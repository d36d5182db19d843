package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.Test;

/** ipmitool in front, the whole bridge, and govmomi's vCenter behind: what a user has. */
public class VsphereIT extends VsphereCase {
    @Test
    public void bootdevCdromMountsTheImageAndPutsCdFirstForOneBoot() throws Exception {
        start();

        assertThat(ipmi("chassis", "bootdev", "cdrom")).contains("Set Boot Device to cdrom");
        assertThat(vcenter.show(VM))
                .contains("\"bootOrder\":[\"cdrom\"", "\"iso\":\"" + ISO + "\"", "\"connected\":true");
        assertThat(ipmi("chassis", "bootparam", "get", "5"))
                .contains("Boot parameter data: 8014000000", "Force Boot from CD/DVD");

        assertThat(ipmi("power", "cycle")).contains("Chassis Power Control: Cycle");
        await(() -> ipmi("chassis", "bootparam", "get", "5").contains("Boot Flag Invalid"));
        await(() -> vcenter.show(VM).contains("\"bootOrder\":[]")
                || vcenter.show(VM).contains("\"bootOrder\":[\"none\"]"));
        assertThat(ipmi("power", "status")).isEqualTo(ON);
        assertThat(vcenter.show(VM)).contains("\"iso\":\"" + ISO + "\"");
    }

    @Test
    public void bootdevDiskEjectsAndPutsDiskFirstAndNoneRestoresTheOwnOrder() throws Exception {
        vcenter.change(VM, "boot-order", "ethernet", "disk");
        start();

        ipmi("chassis", "bootdev", "cdrom", "options=persistent");
        assertThat(vcenter.show(VM)).contains("\"bootOrder\":[\"cdrom\",\"ethernet\",\"disk\"]", ISO);
        ipmi("chassis", "bootdev", "disk");
        assertThat(vcenter.show(VM)).contains("\"bootOrder\":[\"disk\",\"ethernet\"]", "\"iso\":\"\"");
        ipmi("chassis", "bootdev", "pxe");
        assertThat(vcenter.show(VM)).contains("\"bootOrder\":[\"ethernet\",\"disk\"]");
        assertThat(ipmi("chassis", "bootparam", "get", "5")).contains("Force PXE");
        ipmi("chassis", "bootdev", "none");
        assertThat(vcenter.show(VM)).contains("\"bootOrder\":[\"ethernet\",\"disk\"]");
        assertThat(ipmi("chassis", "bootparam", "get", "5")).contains("No override");
    }

    @Test
    public void bootparamTellsTheTruthAfterAChangeMadeInVCenter() throws Exception {
        start();
        ipmi("chassis", "bootdev", "cdrom", "options=persistent");

        vcenter.change(VM, "boot-order", "ethernet");
        await(() -> ipmi("chassis", "bootparam", "get", "5").contains("Force PXE"));
        vcenter.change(VM, "boot-order", "-");
        await(() -> ipmi("chassis", "bootparam", "get", "5").contains("Boot Flag Invalid"));
    }

    @Test
    public void anOverrideIsUsedUpByABootThatSomebodyElseCausesAlsoWhileNoBridgeRuns() throws Exception {
        start();
        ipmi("chassis", "bootdev", "pxe");
        assertThat(bridge.stop()).isZero();
        vcenter.change(VM, "power-off");
        vcenter.change(VM, "power-on");
        assertThat(vcenter.show(VM)).contains("\"bootOrder\":[\"ethernet\"");

        start();
        await(() -> !vcenter.show(VM).contains("\"bootOrder\":[\"ethernet\""));
        assertThat(ipmi("chassis", "bootparam", "get", "5")).contains("Boot Flag Invalid");
    }

    @Test
    public void anOverrideOutlivesARestartOfTheBridgeAndAKill() throws Exception {
        start();
        ipmi("chassis", "bootdev", "pxe");
        bridge.kill();
        start();
        assertThat(ipmi("chassis", "bootparam", "get", "5")).contains("Force PXE");
        ipmi("power", "reset");
        await(() -> ipmi("chassis", "bootparam", "get", "5").contains("Boot Flag Invalid"));
        await(() -> !vcenter.show(VM).contains("\"bootOrder\":[\"ethernet\""));
    }

    @Test
    public void powerCommandsDoInVCenterWhatTheySay() throws Exception {
        start();
        assertThat(ipmi("power", "status")).isEqualTo(ON);
        ipmi("power", "off");
        await(() -> ipmi("power", "status").equals(OFF));
        assertThat(vcenter.show(VM)).contains("poweredOff");
        ipmi("power", "on");
        await(() -> ipmi("power", "status").equals(ON));
        ipmi("power", "reset");
        assertThat(files.client("web").run("power", "soft").output()).contains("not supported in present state");
        vcenter.change(VM, "set", "guest.toolsRunningStatus", "guestToolsRunning");
        await(() -> shell("machine:info", VM).contains("guestToolsRunning"));
        ipmi("power", "soft");
        await(() -> ipmi("power", "status").equals(OFF));
    }

    @Test
    public void aReadCostsNoCallToTheVCenter() throws Exception {
        start();
        ipmi("power", "status");
        int before = callsWithoutLongPolls();
        for (int i = 0; i < 10; i++) {
            assertThat(ipmi("power", "status")).isEqualTo(ON);
            ipmi("chassis", "bootparam", "get", "5");
            ipmi("mc", "guid");
        }
        // Where a long poll is late, what it told is not believed any longer, and is asked for once.
        assertThat(callsWithoutLongPolls() - before).as("calls for 30 commands").isLessThan(10);
        assertThat(vcenter.calls().get("Login")).isEqualTo(1);
    }

    @Test
    public void aMachineThatIsRenamedMovedOrRemovedAndBackKeepsItsBmc() throws Exception {
        start();
        assertThat(ipmi("power", "status")).isEqualTo(ON);
        vcenter.change(VM, "rename", "renamed");
        vcenter.makeFolder("/DC0/vm", "elsewhere");
        vcenter.change("renamed", "move", "/DC0/vm/elsewhere");
        await(() -> shell("machine:list").contains("renamed"));
        assertThat(ipmi("power", "status")).isEqualTo(ON);
        vcenter.change("renamed", "power-off");
        await(() -> ipmi("power", "status").equals(OFF));

        vcenter.change("DC0/vm/elsewhere/renamed", "destroy");
        await(() -> power().output().contains(UNAVAILABLE));
        vcenter.change("DC0_H0_VM1", "clone", VM);
        await(() -> ipmi("power", "status").equals(OFF));
    }

    @Test
    public void anEsxiWorksTheSame() throws Exception {
        try (VCenterSimulator esxi = VCenterSimulator.builder().esxi().start()) {
            esxi.makeFile("LocalDS_0", "iso/rescue.iso", "an image");
            files.server("esxi1", esxi, "iso = [LocalDS_0] iso/rescue.iso").bmc("host", "ha-host_VM0");
            start();
            Client host = files.client("host");
            assertThat(host.run("chassis", "bootdev", "cdrom").output()).contains("Set Boot Device to cdrom");
            assertThat(esxi.show("ha-host_VM0")).contains("\"bootOrder\":[\"cdrom\"", ISO);
            host.run("power", "off");
            await(() -> host.run("power", "status").output().equals(OFF));
            assertThat(esxi.show("ha-host_VM0")).contains("poweredOff");
        }
    }

    @Test
    public void anImageThatIsNotThereIsRefusedAndNamedWithItsDatastore() throws Exception {
        serve("iso = [LocalDS_0] iso/nosuch.iso");
        start();
        Finished refused = files.client("web").run("chassis", "bootdev", "cdrom");
        assertThat(refused.output()).contains("Requested sensor, data, or record not found");
        bridge.awaitLog("iso/nosuch.iso");
        assertThat(bridge.logged().lines().filter(line -> line.contains("iso/nosuch.iso")))
                .anySatisfy(line -> assertThat(line).contains("LocalDS_0"));
        assertThat(vcenter.show(VM)).contains("\"bootOrder\":[]", "\"iso\":\"\"");
    }

    @Test
    public void theShellMountsListsUploadsAndEjects() throws Exception {
        start();
        assertThat(shell("iso:list", VM)).contains(ISO);
        shell("iso:mount", VM);
        assertThat(vcenter.show(VM)).contains(ISO);
        shell("iso:eject", VM);
        assertThat(vcenter.show(VM)).contains("\"iso\":\"\"");
        Path image = data.resolve("small.iso");
        Files.write(image, new byte[3_000_000]);
        shell("iso:upload", image.toString());
        assertThat(shell("iso:list")).contains("iso/small.iso");
        assertThat(shell("vmware:status")).contains("vcenter1", vcenter.address());
        assertThat(shell("machine:info", VM, "--json")).contains("\"DC0/vm/DC0_H0_VM0\"");
    }

    private int callsWithoutLongPolls() {
        Map<String, Integer> calls = vcenter.calls();
        calls.remove("WaitForUpdatesEx");
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }
}
