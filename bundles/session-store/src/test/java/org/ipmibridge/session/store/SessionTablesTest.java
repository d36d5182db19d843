package org.ipmibridge.session.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.ipmibridge.ipmi.api.session.SessionOffer;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.api.session.SessionTable;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.junit.Test;

public class SessionTablesTest {
    private final SessionTables store = new SessionTables();

    @Test
    public void eachBmcHasOneTableOfItsOwn() {
        SessionTable table = store.table("vm1");
        assertThat(store.table("vm1")).isSameAs(table);
        assertThat(store.table("vm2")).isNotSameAs(table);
        assertThat(store.tables()).extracting(SessionTable::bmc).containsExactlyInAnyOrder("vm1", "vm2");
    }

    @Test
    public void aSessionIsFoundByItsWholeIdOnly() {
        SessionTable table = store.table("vm1");
        SessionState state = session(0xABCDEF07);
        table.add(state);
        assertThat(table.find(0xABCDEF07)).isSameAs(state);
        assertThat(table.find(0x00CDEF07)).isNull();
        assertThat(table.find(0)).isNull();
        assertThat(table.at(7)).isSameAs(state);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    public void removingASessionFreesItsSlotForAnother() {
        SessionTable table = store.table("vm1");
        SessionState old = session(0xABCDEF07);
        table.add(old);
        assertThat(table.remove(old)).isTrue();
        assertThat(table.remove(old)).isFalse();
        SessionState fresh = session(0x12345607);
        table.add(fresh);
        assertThat(table.remove(old)).as("the slot has another session now").isFalse();
        assertThat(table.all()).containsExactly(fresh);
    }

    @Test
    public void everyHandleFromOneTo255IsASlot() {
        SessionTable table = store.table("vm1");
        for (int handle = 1; handle <= SessionTable.CAPACITY; handle++) {
            table.add(session(0x77000000 | handle));
        }
        assertThat(table.all()).hasSize(255);
        assertThat(table.find(0x770000FF).handle()).isEqualTo(255);
    }

    private static SessionState session(int id) {
        SessionOffer offer = new SessionOffer(
                AuthenticationType.RMCP_PLUS, Optional.of(CipherSuite.SUITE_17), 1, PrivilegeLevel.ADMINISTRATOR);
        return new SessionState("vm1", id, offer, new InetSocketAddress("127.0.0.1", 40_000), 0);
    }
}
