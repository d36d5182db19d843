package org.ipmibridge.launcher.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

/** INI files as Python reads them. */
public class IniFileTest {
    @Test
    public void keysHaveNoCaseAndValuesAreTrimmed() throws Exception {
        Section section = IniFile.parse("[VMware]\nVCenter_Host =  a.example.org  \nport:443\n")
                .section("vmware");

        assertThat(section.text("vcenter_host")).contains("a.example.org");
        assertThat(section.port("port", 1)).isEqualTo(443);
    }

    @Test
    public void commentsAreWholeLines() throws Exception {
        Section section =
                IniFile.parse("# one\n; two\n[a]\nkey = value # and more\n").section("a");

        assertThat(section.text("key")).contains("value # and more");
    }

    @Test
    public void aDoubledPercentSignIsOne() throws Exception {
        assertThat(IniFile.parse("[a]\nkey = 50%%=\n").section("a").text("key")).contains("50%=");
    }

    @Test
    public void anIndentedLineGoesOn() throws Exception {
        assertThat(IniFile.parse("[a]\nkey = one\n  two\n").section("a").text("key"))
                .contains("one\ntwo");
    }

    @Test
    public void anAddressWithColonsIsAKeyOfTheMapping() throws Exception {
        assertThat(IniFile.parse("[vm_mapping]\n2001:db8::1 = node-0\n")
                        .section("vm_mapping")
                        .keys())
                .containsExactly("2001:db8::1");
    }

    @Test
    public void whatIsWrongIsSaidWithItsLine() {
        refused("key = value", "line 1: a [section] expected");
        refused("[a]\n\nnonsense", "line 3, [a]: 'key = value' expected");
        refused("[a]\nkey = 1\nKEY = 2", "line 3, [a] key: is in line 2 already");
    }

    @Test
    public void aPortThatIsNoneIsSaidWithItsLine() throws Exception {
        Section section = IniFile.parse("[a]\nport = many").section("a");

        assertThatThrownBy(() -> section.port("port", 1))
                .hasMessage("line 2, [a] port = many: must be a port, 1 to 65535");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> IniFile.parse(text))
                .isInstanceOf(ImportException.class)
                .hasMessage(message);
    }
}
