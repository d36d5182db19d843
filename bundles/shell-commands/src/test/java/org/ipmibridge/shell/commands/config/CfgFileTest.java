package org.ipmibridge.shell.commands.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.felix.fileinstall.shaded.util.properties.TypedProperties;
import org.junit.Test;

public final class CfgFileTest {
    private static final String FILE =
            "# The BMC.\n\n! of web01\n  port = 6230  # not a comment\nmachine:web01\niso   a b\n";

    @Test
    public void aFileIsReadAsFileInstallReadsIt() throws Exception {
        readsAsFileInstall(FILE);
        readsAsFileInstall("a=1\nb : 2\nc 3\n d = x \\\n   y\\\n  z\n");
        readsAsFileInstall("a = caf\\u00e9\nb = \u00fc\\t\\n\\\\ \\= \\: \\#\n");
        readsAsFileInstall("a=1\r\nb=2\r\n\r\nc=3");
        readsAsFileInstall("k\nl=\n=v\na\\ b = 1\na=1\na=2\n");
        readsAsFileInstall("a=b\\\\\nc=d\n.password = tail  \ne=x#y\n");
        readsAsFileInstall("a = $[secret:x]\nb = \\\n  c\n");
    }

    @Test
    public void aValueIsReplacedWhereItStandsAndNothingElseChanges() {
        assertThat(CfgFile.parse(FILE).with("port", "7").toString())
                .isEqualTo(FILE.replace("6230  # not a comment", "7"));
        assertThat(CfgFile.parse(FILE).with("machine", "db").toString())
                .isEqualTo(FILE.replace("web01\niso", "db\niso"));
        assertThat(CfgFile.parse(FILE).with("iso", "c").toString()).isEqualTo(FILE.replace("a b", "c"));
    }

    @Test
    public void aValueOfSeveralLinesIsReplacedAsAWhole() {
        assertThat(CfgFile.parse("a = 1\nb = x, \\\n    y\n# end\n")
                        .with("b", "z")
                        .toString())
                .isEqualTo("a = 1\nb = z\n# end\n");
    }

    @Test
    public void aNewKeyComesAtTheEndWithTheLineEndsOfTheFile() {
        assertThat(CfgFile.parse("a = 1").with("b", "2").toString()).isEqualTo("a = 1\nb = 2\n");
        assertThat(CfgFile.parse("a = 1\r\n").with("b", "2").toString()).isEqualTo("a = 1\r\nb = 2\r\n");
        assertThat(CfgFile.EMPTY.with("b", "2").toString()).isEqualTo("b = 2\n");
    }

    @Test
    public void ofAKeyThatStandsTwiceTheOneThatCountsIsReplacedAndBothAreRemoved() {
        CfgFile twice = CfgFile.parse("a = 1\nb = 2\na = 3\n");
        assertThat(twice.get("a")).contains("3");
        assertThat(twice.with("a", "4").toString()).isEqualTo("a = 1\nb = 2\na = 4\n");
        assertThat(twice.without("a").toString()).isEqualTo("b = 2\n");
    }

    @Test
    public void whateverIsWrittenIsReadAgain() throws Exception {
        for (String value :
                new String[] {"a\\b", " lead", "tail ", "caf\u00e9 \u20ac", "a\nb", "[ds] iso/a b.iso", "", "x=y:z"}) {
            CfgFile file = CfgFile.parse(FILE).with("value", value);
            assertThat(file.get("value")).contains(value);
            readsAsFileInstall(file.toString());
        }
    }

    @Test
    public void whatFileInstallCannotReadOrWouldLoseIsToldWithItsLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CfgFile.parse("a = 1\nb = C:\\users\n"))
                .withMessageStartingWith("line 2: \\user");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CfgFile.parse("a = 1\\"))
                .withMessageStartingWith("line 1: it ends with a backslash");
    }

    private static void readsAsFileInstall(String text) throws IOException {
        TypedProperties expected = new TypedProperties(null);
        expected.load(new StringReader(text));
        CfgFile file = CfgFile.parse(text);
        Map<String, Object> read = new LinkedHashMap<>();
        file.keys().forEach(key -> read.put(key, file.get(key).orElseThrow()));
        assertThat(read).isEqualTo(new LinkedHashMap<>(expected));
    }
}
