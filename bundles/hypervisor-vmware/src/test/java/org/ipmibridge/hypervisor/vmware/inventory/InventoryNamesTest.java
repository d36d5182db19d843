package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public final class InventoryNamesTest {
    @Test
    public void threeCharactersAreWrittenOtherwise() {
        assertThat(InventoryNames.decoded("a%2fb%2Fc%5cd%5Ce%25f%20g%")).isEqualTo("a/b/c\\d\\e%f%20g%");
        assertThat(InventoryNames.encoded("a/b\\c%d")).isEqualTo("a%2fb%5cc%25d");
        assertThat(InventoryNames.decoded("%252f")).isEqualTo("%2f");
        assertThat(InventoryNames.encoded("%2f")).isEqualTo("%252f");
    }

    @Test
    public void aPathIsWrittenInOneWay() {
        assertThat(InventoryNames.path("/DC0//vm/a%2Fb/")).isEqualTo("DC0/vm/a%2fb");
        assertThat(InventoryNames.path("DC0/vm/50%")).isEqualTo("DC0/vm/50%25");
        assertThat(InventoryNames.path("/")).isEmpty();
    }
}
