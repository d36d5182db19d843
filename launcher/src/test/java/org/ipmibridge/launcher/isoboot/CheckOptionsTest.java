package org.ipmibridge.launcher.isoboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ipmibridge.ipmi.console.Login;
import org.junit.Test;

/** The command line of iso-boot-check. */
public class CheckOptionsTest {
    @Test
    public void withoutAnActionEverythingIsChecked() throws Exception {
        CheckOptions options = parse("--host bmc1 --user oper");

        assertThat(options.whole()).isTrue();
        assertThat(options.port()).isEqualTo(623);
        assertThat(options.neededPrivilege()).isEqualTo(Login.OPERATOR);
    }

    @Test
    public void anActionIsThatOneAction() throws Exception {
        assertThat(parse("--host bmc1 --user oper --get").whole()).isFalse();
        assertThat(parse("--host bmc1 --user oper --power soft").power()).contains(Power.SOFT);
        assertThat(parse("--host bmc1 --user oper --device pxe --persistent").device())
                .contains(Device.PXE);
    }

    @Test
    public void thePowerStatusNeedsNoMoreThanAUser() throws Exception {
        assertThat(parse("--host bmc1 --user oper --power status").neededPrivilege())
                .isEqualTo(Login.USER);
        assertThat(parse("--host bmc1 --user oper --power status --privilege administrator")
                        .neededPrivilege())
                .isEqualTo(Login.ADMINISTRATOR);
    }

    @Test
    public void anIpv6AddressMayHaveBrackets() throws Exception {
        assertThat(parse("--host [::1] --user oper").host()).isEqualTo("::1");
    }

    @Test
    public void whatIsWrongIsSaid() {
        refused("--user oper", "--host is missing");
        refused("--host bmc1", "--user is missing");
        refused("--host bmc1 --user", "--user needs a value");
        refused("--host bmc1 --user oper --port 0", "--port must be 1 to 65535, not '0'");
        refused(
                "--host bmc1 --user oper --device floppy",
                "--device must be one of none, pxe, disk, cdrom, not 'floppy'");
        refused("--host bmc1 --user oper --get --persistent", "--persistent and --efi belong to --device");
        refused("--host bmc1 --user oper --verbose", "iso-boot-check does not know '--verbose'");
    }

    @Test
    public void aPasswordIsNoArgument() {
        refused(
                "--host bmc1 --user oper --password test",
                "a password is never an argument: others could see it; put it into IPMI_PASSWORD");
    }

    private static CheckOptions parse(String line) throws UsageException {
        return CheckOptions.parse(List.of(line.split(" ")));
    }

    private static void refused(String line, String message) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(UsageException.class).hasMessage(message);
    }
}
