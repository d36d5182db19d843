package org.ipmibridge.launcher.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.Properties;
import org.junit.Test;

/** The text of configuration files, and the names in them. */
public class CfgTextTest {
    @Test
    public void anyValueIsReadBackAsItWas() throws Exception {
        for (String value :
                new String[] {"plain", "DOMAIN\\user", "Prüfstand 1", "a=b:c#d!e", "[ds 1] iso/x.iso", "\uD83D\uDE00"
                }) {
            Properties read = new Properties();
            read.load(new StringReader(
                    new CfgText().comment("Über " + value).set("key", value).toString()));

            assertThat(read).hasSize(1).containsEntry("key", value);
        }
    }

    @Test
    public void aValueThatWouldBeReplacedIsRefused() {
        assertThatThrownBy(() -> new CfgText().set("machine", "vm$[env:HOME]"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("machine = vm$[env:HOME]");
        assertThatThrownBy(() -> new CfgText().set("machine", "vm${x}")).isInstanceOf(ImportException.class);
    }

    @Test
    public void namesAreOfWhatFilesMayHaveAndEachIsGivenOnce() {
        Names names = new Names();

        assertThat(names.like("web 01 (old)")).isEqualTo("web-01-old-");
        assertThat(names.like("../../etc")).isEqualTo("etc");
        assertThat(names.like("Node")).isEqualTo("Node");
        assertThat(names.like("node")).isEqualTo("node-2");
        assertThat(names.like("äöü")).isEqualTo("x");
        assertThat(names.like("n".repeat(80)).length()).isLessThanOrEqualTo(63);
    }
}
