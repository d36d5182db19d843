package org.ipmibridge.session.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.session.ReceiveWindow;
import org.ipmibridge.ipmi.api.session.RecentRequests;
import org.ipmibridge.ipmi.api.session.SessionClaim;
import org.ipmibridge.ipmi.api.session.SessionKeys;
import org.ipmibridge.ipmi.api.session.SessionOffer;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.api.session.SessionTable;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Test;

public class SessionTablesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final HandOver left = new HandOver(new ConcurrentHashMap<>());
    private final SessionTables store = new SessionTables(left, () -> false);

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

    @Test
    public void aSuccessorHasAllSessionsAndGoesOnWhereTheyWere() {
        SessionState before = active(0xABCDEF07);
        before.setPrivilege(PrivilegeLevel.ADMINISTRATOR);
        before.accept(1);
        before.accept(3);
        before.nextSent();
        store.table("vm1").add(before);
        store.table("vm1").add(session(0x12345609));
        store.leave();

        SessionTables successor = new SessionTables(left, () -> false);
        SessionState after = successor.table("vm1").find(0xABCDEF07);
        assertThat(after).isNotSameAs(before);
        assertThat(after.isActive()).isTrue();
        assertThat(after.isInUse()).isTrue();
        assertThat(after.offer()).isEqualTo(before.offer());
        assertThat(after.userName()).isEqualTo("admin");
        assertThat(after.userId()).isEqualTo(2);
        assertThat(after.claim()).usingRecursiveComparison().isEqualTo(before.claim());
        assertThat(after.keys()).usingRecursiveComparison().isEqualTo(before.keys());
        assertThat(after.privilege()).isEqualTo(PrivilegeLevel.ADMINISTRATOR);
        assertThat(after.privilegeLimit()).isEqualTo(PrivilegeLevel.ADMINISTRATOR);
        assertThat(after.peer()).isEqualTo(before.peer());
        assertThat(after.since()).isEqualTo(NOW);
        assertThat(after.lastUsedNanos()).isEqualTo(before.lastUsedNanos());
        assertThat(after.accept(3)).as("a packet that came before").isFalse();
        assertThat(after.accept(2)).as("a late one").isTrue();
        assertThat(after.accept(4)).isTrue();
        assertThat(successor.table("vm1").find(0x12345609).phase()).isEqualTo(SessionState.Phase.OPENING);
        assertThat(left.keys()).isEmpty();
    }

    @Test
    public void anAnswerThatGoesOutThroughTheOldSessionTakesNoNumberOfTheNewOne() {
        SessionState before = active(0xABCDEF07);
        store.table("vm1").add(before);
        assertThat(before.nextSent()).isEqualTo(1);
        store.leave();
        SessionState after = new SessionTables(left, () -> false).table("vm1").find(0xABCDEF07);
        assertThat(after.nextSent()).isEqualTo(2);
        assertThat(before.nextSent()).isEqualTo(3);
        assertThat(after.nextSent()).isEqualTo(4);
    }

    @Test
    public void aRequestUnderWayIsStillTheSameForTheSuccessor() {
        SessionState before = active(0xABCDEF07);
        store.table("vm1").add(before);
        CommandRequest request = CommandRequests.of(new FakeBmc("vm1"), NetFn.CHASSIS, 0x02, 3);
        CompletableFuture<CommandResponse> answer = new CompletableFuture<>();
        RecentRequests.Entry entry = before.recentRequests().begin(request, 9, answer, 0);
        store.leave();

        RecentRequests recent = new SessionTables(left, () -> false)
                .table("vm1")
                .find(0xABCDEF07)
                .recentRequests();
        CompletionStage<CommandResponse> joined = recent.answerTo(request, 10, 0, 5);
        assertThat(joined).isNotNull();
        answer.complete(CommandResponse.of(0x42));
        CommandResponse given = joined.toCompletableFuture().join();
        assertThat(given.code().isOk()).isTrue();
        assertThat(given.data()).containsExactly(0x42);

        before.recentRequests().end(entry, 1);
        assertThat(recent.answerTo(request, 10, 2, 5))
                .as("another rqSeq, after its end")
                .isNull();
        assertThat(recent.answerTo(request, 9, 2, 5)).as("a resend").isNotNull();
        assertThat(recent.answerTo(request, 9, 7, 5)).as("long after").isNull();
    }

    @Test
    public void aRequestThatWasNotBegunAfterAllRunsWhenItComesAgain() {
        SessionState before = active(0xABCDEF07);
        store.table("vm1").add(before);
        CommandRequest request = CommandRequests.of(new FakeBmc("vm1"), NetFn.CHASSIS, 0x02, 3);
        CompletableFuture<CommandResponse> answer = new CompletableFuture<>();
        before.recentRequests().begin(request, 9, answer, 0);
        store.leave();
        RecentRequests recent = new SessionTables(left, () -> false)
                .table("vm1")
                .find(0xABCDEF07)
                .recentRequests();
        answer.completeExceptionally(new IllegalStateException("the dispatcher is being replaced"));
        assertThat(recent.answerTo(request, 9, 0, 5)).isNull();
    }

    @Test
    public void aRequestThatIsNeverAnsweredBlocksItsLikeForSecondsOnly() {
        SessionState state = active(0xABCDEF07);
        CommandRequest request = CommandRequests.of(new FakeBmc("vm1"), NetFn.CHASSIS, 0x02, 3);
        state.recentRequests().begin(request, 9, new CompletableFuture<>(), 0);
        assertThat(state.recentRequests().answerTo(request, 9, 14_000_000_000L, 5))
                .isNotNull();
        assertThat(state.recentRequests().answerTo(request, 9, 16_000_000_000L, 5))
                .isNull();
    }

    @Test
    public void whatIsLeftIsOfTheJdkOnly() {
        SessionState before = active(0xABCDEF07);
        before.recentRequests()
                .begin(
                        CommandRequests.of(new FakeBmc("vm1"), NetFn.CHASSIS, 0x02, 3),
                        9,
                        CommandResponse.ok().now(),
                        0);
        store.table("vm1").add(before);
        store.leave();
        for (Object key : left.keys()) {
            assertOfTheJdk(key);
            assertOfTheJdk(left.take(key, Object.class).orElseThrow());
        }
    }

    private static void assertOfTheJdk(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                assertOfTheJdk(key);
                assertOfTheJdk(each);
            });
        } else if (value instanceof Collection<?> all) {
            all.forEach(SessionTablesTest::assertOfTheJdk);
        } else if (value instanceof Object[] all) {
            List.of(all).forEach(SessionTablesTest::assertOfTheJdk);
        } else if (value instanceof CompletableFuture<?> future && future.isDone()) {
            assertOfTheJdk(future.join());
        } else {
            assertThat(value.getClass().getName()).matches("java\\..*|\\[[BJ]");
        }
    }

    @Test
    public void whatCannotBeReadEndsOneSessionAndNoOther() {
        store.table("vm1").add(session(0x12345608));
        store.leave();
        left.leave("from another version", Map.of("bmc", "vm1"));
        assertThat(new SessionTables(left, () -> false).table("vm1").all()).hasSize(1);
    }

    @Test
    public void nothingIsLeftWhenTheBridgeStops() {
        SessionTables last = new SessionTables(left, () -> true);
        last.table("vm1").add(session(0x12345608));
        last.leave();
        assertThat(left.keys()).isEmpty();
    }

    private static SessionState active(int id) {
        SessionState state = session(id);
        SessionClaim claim = new SessionClaim(
                2,
                "admin".getBytes(StandardCharsets.ISO_8859_1),
                PrivilegeLevel.ADMINISTRATOR,
                new byte[20],
                new byte[16],
                new byte[16],
                new byte[16],
                0x14);
        SessionKeys keys = new SessionKeys(new byte[] {1}, new byte[] {2}, new byte[] {3});
        state.activate(claim, keys, new ReceiveWindow(0, 16, 16), NOW);
        return state;
    }

    private static SessionState session(int id) {
        SessionOffer offer = new SessionOffer(
                AuthenticationType.RMCP_PLUS, Optional.of(CipherSuite.SUITE_17), 1, PrivilegeLevel.ADMINISTRATOR);
        return new SessionState("vm1", id, offer, new InetSocketAddress("127.0.0.1", 40_000), 0);
    }
}
