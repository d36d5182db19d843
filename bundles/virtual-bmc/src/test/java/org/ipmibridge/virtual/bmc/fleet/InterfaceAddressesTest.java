package org.ipmibridge.virtual.bmc.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** No test changes an interface: the only one that is named is not there. */
public final class InterfaceAddressesTest {
    private static final String INTERFACE = "nosuch0";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void name() {
        file = folder.getRoot().toPath().resolve("interface.addresses");
    }

    @Test
    public void whoNeverNeededAnAddressNeedsNothingToBeToldOfThisMachine() {
        InterfaceAddresses addresses = new InterfaceAddresses(file, InterfaceAddressesTest::untold);

        assertThat(addresses.settle(Set.of())).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    public void whoNeedsAnAddressOrHadOneAddedSaysWhenItCannotBeKeptInMind() throws Exception {
        InterfaceAddresses addresses = new InterfaceAddresses(file, InterfaceAddressesTest::untold);
        assertThat(addresses.settle(Set.of(needed("ip")))).containsExactly(file + ": not to be told");

        Files.writeString(file, "# Addresses that the bridge added, since long ago\n");
        assertThat(new InterfaceAddresses(file, InterfaceAddressesTest::untold).settle(Set.of()))
                .containsExactly(file + ": not to be told");
    }

    @Test
    public void whatAnotherRunAddedIsRemovedByTheCommandThatIsConfigured() throws Exception {
        Files.writeString(file, "# Addresses that the bridge added, since this life\n127.0.0.1 " + INTERFACE + "\n");
        InterfaceAddresses addresses = new InterfaceAddresses(file, () -> "this life");
        Path command = command();

        assertThat(addresses.settle(Set.of(needed(command.toString())))).isEmpty();
        assertThat(done(command)).doesNotExist();
        assertThat(addresses.settle(Set.of())).isEmpty();
        assertThat(done(command)).hasContent("addr del 127.0.0.1/32 dev " + INTERFACE);
    }

    /** One that keeps what it is told to do, and does nothing. */
    private Path command() throws IOException {
        Path command = folder.getRoot().toPath().resolve("command");
        Files.writeString(command, "#!/bin/sh\ncat \"$3\" > \"$0.done\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        return command;
    }

    private static Path done(Path command) {
        return command.resolveSibling("command.done");
    }

    private static String untold() throws IOException {
        throw new IOException("not to be told");
    }

    /** An address that is there, though not where it is needed. */
    private static InterfaceAddresses.Needed needed(String command) throws IOException {
        return new InterfaceAddresses.Needed(InetAddress.getByName("127.0.0.1"), INTERFACE, command);
    }
}
