package org.ipmibridge.hypervisor.vmware.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

public final class DatastorePathTest {
    private static final IsoPlaces PLACES = new IsoPlaces(Optional.of("ds1"), "iso/linux");
    private static final IsoPlaces NOWHERE = new IsoPlaces(Optional.empty(), "");

    @Test
    public void aPathIsNormalised() {
        assertThat(DatastorePath.parse("[ds1] iso/a.iso")).hasToString("[ds1] iso/a.iso");
        assertThat(DatastorePath.parse(" [ds1]iso//./a.iso ")).hasToString("[ds1] iso/a.iso");
        assertThat(DatastorePath.parse("[ds1] /iso/")).hasToString("[ds1] iso");
        assertThat(DatastorePath.parse("[ds1]")).hasToString("[ds1]");
    }

    @Test
    public void oddLettersStayAsTheyAre() {
        assertThat(DatastorePath.parse("[ds (1) %2f] Iso Images/ä [x] 'q'&<>.iso"))
                .isEqualTo(new DatastorePath("ds (1) %2f", "Iso Images/ä [x] 'q'&<>.iso"))
                .hasToString("[ds (1) %2f] Iso Images/ä [x] 'q'&<>.iso");
    }

    @Test
    public void whatIsNoPathIsRefusedWithAReason() {
        for (String text :
                List.of("", "a.iso", "[ds1", "[] a.iso", "[ ] a.iso", "[ds1] ../a.iso", "[ds1] a\u0000.iso")) {
            assertThatThrownBy(() -> DatastorePath.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(must|needs) .*");
        }
    }

    @Test
    public void aFileHasAFolderAndAName() {
        DatastorePath file = DatastorePath.parse("[ds1] iso/linux/a.iso");

        assertThat(file.name()).isEqualTo("a.iso");
        assertThat(file.folder()).contains(DatastorePath.parse("[ds1] iso/linux"));
        assertThat(DatastorePath.parse("[ds1] a.iso").folder()).contains(new DatastorePath("ds1", ""));
        assertThat(new DatastorePath("ds1", "").folder()).isEmpty();
    }

    @Test
    public void aRelativePathIsInTheConfiguredFolder() {
        assertThat(PLACES.resolve("a.iso")).hasToString("[ds1] iso/linux/a.iso");
        assertThat(PLACES.resolve("/a.iso")).hasToString("[ds1] a.iso");
        assertThat(PLACES.resolve("[ds2] a.iso")).hasToString("[ds2] a.iso");
        assertThatThrownBy(() -> NOWHERE.resolve("a.iso")).hasMessageContaining("iso.datastore");
        assertThatThrownBy(() -> PLACES.resolve("[ds2]")).hasMessageContaining("must name a file");
        assertThat(NOWHERE.resolve("[ds2] a.iso")).hasToString("[ds2] a.iso");
    }

    @Test
    public void anUploadMayGoToAFolder() {
        assertThat(PLACES.target("", "a.iso")).hasToString("[ds1] iso/linux/a.iso");
        assertThat(PLACES.target("new/", "a.iso")).hasToString("[ds1] iso/linux/new/a.iso");
        assertThat(PLACES.target("b.iso", "a.iso")).hasToString("[ds1] iso/linux/b.iso");
        assertThat(PLACES.target("[ds2]", "a.iso")).hasToString("[ds2] a.iso");
        assertThat(PLACES.target("[ds2] x/", "a.iso")).hasToString("[ds2] x/a.iso");
    }
}
