package org.ipmibridge.launcher.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.Parser;
import org.junit.Test;

public class InteractiveShellTest {
    @Test
    public void aWordWithBlanksIsPutInQuotes() {
        assertThat(completed("iso:mount vm1 ", "[ds] a.iso")).isEqualTo("'[ds] a.iso'");
        assertThat(completed("iso:mount vm1 [", "[ds] a.iso")).isEqualTo("'[ds] a.iso'");
        assertThat(completed("machine:info v", "vm1")).isEqualTo("vm1");
    }

    @Test
    public void theQuoteThatWasTypedIsKept() {
        assertThat(completed("iso:mount vm1 \"[ds] ", "[ds] a.iso")).isEqualTo("\"[ds] a.iso\"");
    }

    @Test
    public void aWordInQuotesIsOneWordWithoutThem() {
        assertThat(parsed("iso:mount 'my web' \"[ds] a").words()).containsExactly("iso:mount", "my web", "[ds] a");
    }

    @Test
    public void aBackslashIsACharacterLikeOthers() {
        assertThat(parsed("echo a\\b").word()).isEqualTo("a\\b");
    }

    private static String completed(String line, String candidate) {
        return parsed(line).escape(candidate, true).toString();
    }

    private static CompletingParsedLine parsed(String line) {
        return (CompletingParsedLine) InteractiveShell.words().parse(line, line.length(), Parser.ParseContext.COMPLETE);
    }
}
