package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.ArrayOfEvent;
import com.vmware.vim25.Event;
import com.vmware.vim25.VmEvent;
import com.vmware.vim25.VmEventArgument;
import com.vmware.vim25.VmPoweredOnEvent;
import com.vmware.vim25.VmResettingEvent;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.vmware.session.Vim;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The simulator records no resets of its own accord, but what a client tells it to record. */
public final class ResetsWithSimulatorTest {
    private final List<String> resets = new CopyOnWriteArrayList<>();
    private VCenterSimulator server;
    private Follower follower;

    @Before
    public void start() throws Exception {
        server = VCenterSimulator.builder().start();
        follower = new Follower(server);
        follower.inventory.watchResets((id, time) -> resets.add(id));
    }

    @After
    public void stop() {
        follower.close();
        server.close();
    }

    @Test
    public void eachResetIsToldOnceAndNothingElseIs() throws Exception {
        startFollowing();
        String first = follower.require("DC0_H0_VM0").id();
        String second = follower.require("DC0_H0_VM1").id();
        post(new VmPoweredOnEvent(), first);
        post(new VmResettingEvent(), first);
        post(new VmResettingEvent(), second);
        Follower.await("two resets", () -> resets.size() >= 2);
        post(new VmResettingEvent(), first);

        Follower.await("three resets", () -> resets.size() >= 3);
        assertThat(resets).containsExactly(first, second, first);
    }

    @Test
    public void moreResetsThanAPageHoldsAreAllTold() throws Exception {
        startFollowing();
        String id = follower.require("DC0_H0_VM0").id();
        post(new VmResettingEvent(), id);
        Follower.await("the first", () -> resets.size() == 1);
        for (int i = 0; i < 40; i++) {
            post(new VmResettingEvent(), id);
        }
        Follower.await("those that a page has room for", () -> resets.size() > 10);
    }

    @Test
    public void aPageFullOfResetsThatAreTheFirstEverIsTold() throws Exception {
        startFollowing();
        String id = follower.require("DC0_H0_VM0").id();
        for (int i = 0; i < 12; i++) {
            post(new VmResettingEvent(), id);
        }
        ResetEvents events = new ResetEvents();
        events.begin();

        List<Event> told = follower.session.here("look for resets", vim -> events.take(vim, page(vim, 10)));

        assertThat(told).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    public void historyIsNotToldButMayBeAskedFor() throws Exception {
        Instant before = Instant.now().minusSeconds(60);
        String id = "vm-57";
        post(new VmResettingEvent(), id);
        startFollowing();
        post(new VmResettingEvent(), id);
        Follower.await("the new one", () -> !resets.isEmpty());

        assertThat(resets).containsExactly(id);
        List<Instant> since = since(id, before);
        assertThat(since).hasSize(2).isSorted();
        assertThat(since(id, since.get(0))).containsExactly(since.get(1));
        assertThat(since(follower.require("DC0_H0_VM1").id(), before)).isEmpty();
    }

    @Test
    public void resetsWhileNobodyFollowedAreToldAfterwards() throws Exception {
        startFollowing();
        String id = follower.require("DC0_H0_VM0").id();
        post(new VmResettingEvent(), id);
        Follower.await("the first", () -> resets.size() == 1);
        server.endSessions();
        post(new VmResettingEvent(), id);
        Follower.await("the second", () -> resets.size() == 2);
    }

    private void startFollowing() throws InterruptedException {
        follower.inventory.start();
        follower.awaitLive();
    }

    private List<Instant> since(String id, Instant time) throws Exception {
        return follower.inventory.resetsSince(id, time).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** The latest resets, as a server shows them of its own accord. */
    private static ArrayOfEvent page(Vim vim, int size) throws RemoteException {
        Event[] all = vim.port().queryEvents(vim.content().getEventManager(), ResetEvents.filter());
        ArrayOfEvent page = new ArrayOfEvent();
        page.setEvent(Arrays.copyOfRange(all, all.length - size, all.length));
        return page;
    }

    private void post(VmEvent event, String vm) throws Exception {
        VmEventArgument argument = new VmEventArgument();
        argument.setName(vm);
        argument.setVm(Specs.reference(Specs.VM, vm));
        event.setVm(argument);
        follower.session
                .read("post an event", vim -> {
                    vim.port().postEvent(vim.content().getEventManager(), event, null);
                    return null;
                })
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}
