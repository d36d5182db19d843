package org.ipmibridge.shell.commands.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

public final class ListingTest {
    @Test
    public void columnsAreAsWideAsTheirWidestCell() {
        Listing listing = new Listing("name", "bootDevice", "sessions")
                .add("vm1", "cdrom", 3)
                .add("a-long-name", null, 12);

        assertThat(listing.render(false)).isEqualTo("""
                        NAME         BOOT-DEVICE  SESSIONS
                        vm1          cdrom        3
                        a-long-name  -            12""");
    }

    @Test
    public void aTableWithoutRowsStillHasItsColumns() {
        assertThat(new Listing("name", "state").render(false)).isEqualTo("NAME  STATE");
        assertThat(new Listing("name", "state").render(true)).isEqualTo("[]");
    }

    @Test
    public void jsonKeepsNumbersBooleansListsAndNothing() {
        Listing listing = new Listing("a", "b", "c", "d", "e")
                .add(1, true, List.of("x", "y"), Optional.empty(), Optional.of("z"));

        assertThat(listing.render(true)).isEqualTo("[{\"a\":1,\"b\":true,\"c\":[\"x\",\"y\"],\"d\":null,\"e\":\"z\"}]");
    }

    @Test
    public void jsonEscapesWhatIsNotPlainAscii() {
        assertThat(new Listing("a").add("q\" b\\ n\n \u00e9 \ud83d\ude00").render(true))
                .isEqualTo("[{\"a\":\"q\\\" b\\\\ n\\u000a \\u00e9 \\ud83d\\ude00\"}]");
    }

    @Test
    public void aRowHasOneCellForEachColumn() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Listing("a", "b").add("only one"));
    }

    @Test
    public void aNameCannotControlTheTerminal() {
        assertThat(new Listing("user").add("x\u001b[2Jy\u202ez").render(false)).isEqualTo("USER\nx\\u001b[2Jy\\u202ez");
    }
}
