package org.ipmibridge.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ipmibridge.shell.commands.inventory.InventoryExport;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.ipmibridge.testkit.FakeUserDirectory;
import org.junit.After;
import org.junit.Test;

public final class HelpTest {
    private final Shell shell = new Shell();

    public HelpTest() {
        shell.with("bridge", "help", new Help(shell))
                .with("machine", "power", new MachinePower(new FakeMachineDirectory()))
                .with("machine", "bootdev", new MachineBootdev(new FakeMachineDirectory()))
                .with("fleet", "list", new FleetList(new FakeBmcDirectory()))
                .with(
                        "inventory",
                        "export",
                        new InventoryExport(
                                new FakeBmcDirectory(), new FakeMachineDirectory(), new FakeUserDirectory()))
                .with("felix", "lb", new Object() {
                    @SuppressWarnings("unused")
                    public void lb() {}
                });
    }

    @After
    public void close() {
        shell.close();
    }

    @Test
    public void theOverviewHasALineForEachOwnCommandAndNamesTheOthers() throws Exception {
        assertThat(shell.run("help"))
                .containsPattern("(?m)^machine:power +Prints a machine's power state.*$")
                .containsPattern("(?m)^bridge:help +Lists the commands, or explains one$")
                .containsPattern("(?m)^fleet:list +Lists the fleets: .*$")
                .containsPattern("(?m)^inventory:export +Prints the BMCs as other systems read them.*$")
                .endsWith("Other bundles' commands: felix:lb");
    }

    @Test
    public void aCommandIsExplainedWithUsageArgumentsOptionsAndExample() throws Exception {
        assertThat(shell.run("help machine:bootdev")).isEqualTo("""
                        usage: machine:bootdev <machine> [<device>] [--persistent] [--efi]

                        Prints or sets the device that a machine boots from, for the next boot only unless --persistent.
                        Example: machine:bootdev vm1 pxe

                          machine       the machine's name or identifier, or hypervisor/name
                          device        none, pxe, disk, cdrom, bios or floppy; prints the setting when left out
                          --persistent  for every boot until it is cleared
                          --efi         ask for an EFI boot""");
    }

    @Test
    public void aCommandCanBeNamedWithoutItsScope() throws Exception {
        assertThat(shell.run("help power")).startsWith("usage: machine:power <machine> [<action>] [--timeout <value>]");
    }

    @Test
    public void anUnknownCommandIsAFailure() {
        assertThatThrownBy(() -> shell.run("help nothing")).isInstanceOf(UsageException.class);
    }
}
