package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.UpdateSet;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.WaitOptions;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.hypervisor.vmware.session.Vim;
import org.ipmibridge.hypervisor.vmware.soap.UpdateConsumer;
import org.ipmibridge.hypervisor.vmware.soap.VimFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A property collector with its views and filters. It lives in one session, and ends with it. The folders are asked for first: from then
 * on every server remembers what changes while it collects the machines. Used by one thread.
 */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    /** How many objects one answer has at most, where the server heeds it. */
    private static final int CHUNK = 500;

    private static final String[] CONTAINERS = {"Folder", "Datacenter", "ResourcePool", "ComputeResource"};
    private static final String[] MACHINES = {Specs.VM};

    private final long session;
    private final Scope.Found scope;
    /** How what was made on the server is taken away again. */
    private final List<Removal> removals = new ArrayList<>();

    private ManagedObjectReference collector;
    private String version = "";

    /** Takes something away from the server. */
    private interface Removal {
        void from(VimPortType port) throws RemoteException;
    }

    private Subscription(long session, Scope.Found scope) {
        this.session = session;
        this.scope = scope;
    }

    /** One of which the server does not know yet. */
    static Subscription to(Vim vim, Scope scope) throws RemoteException {
        return new Subscription(vim.number(), scope.find(vim));
    }

    /**
     * Sets everything up. What was made before a failure is there until {@link #close}: when the connection broke, it cannot be taken away at
     * once.
     *
     * @param consumer is told of the datacenters and folders
     */
    void open(Vim vim, UpdateConsumer consumer) throws RemoteException {
        VimPortType port = vim.port();
        collector = port.createPropertyCollector(vim.content().getPropertyCollector());
        removals.add(server -> server.destroyPropertyCollector(collector));
        ManagedObjectReference folders = view(vim, vim.content().getRootFolder(), CONTAINERS);
        port.createFilter(collector, Specs.around(folders, others(vim)), false);
        while (poll(vim, 0, consumer)) {
            continue;
        }
        List<ManagedObjectReference> views = new ArrayList<>();
        for (ManagedObjectReference container : scope.containers()) {
            views.add(view(vim, container, MACHINES));
        }
        if (!views.isEmpty()) {
            port.createFilter(collector, Specs.vms(views), false);
        }
        version = "";
    }

    /** What is wrong with the scope, in messages for the operator. */
    List<String> problems() {
        return scope.problems();
    }

    boolean isOf(Vim vim) {
        return vim.number() == session;
    }

    /**
     * Waits for what is new; the first time that is all there is.
     *
     * @param seconds how long, at most
     * @return whether there is more to come at once
     */
    boolean poll(Vim vim, int seconds, UpdateConsumer consumer) throws RemoteException {
        WaitOptions options = new WaitOptions();
        options.setMaxWaitSeconds(seconds);
        options.setMaxObjectUpdates(CHUNK);
        Optional<UpdateSet> answer = vim.client().waitForUpdates(collector, version, options, consumer);
        answer.map(UpdateSet::getVersion).ifPresent(next -> version = next);
        return answer.map(UpdateSet::getTruncated).orElse(false);
    }

    /** Takes it away from a session that goes on. */
    void close(Vim vim) throws RemoteException {
        for (Removal removal : isOf(vim) ? removals : List.<Removal>of()) {
            try {
                removal.from(vim.port());
            } catch (VimFault fault) {
                LOG.debug("a part of a subscription was not removed: {}", fault.getMessage());
            }
        }
    }

    private ManagedObjectReference view(Vim vim, ManagedObjectReference container, String[] types)
            throws RemoteException {
        ManagedObjectReference view =
                vim.port().createContainerView(vim.content().getViewManager(), container, types, true);
        removals.add(server -> server.destroyView(view));
        return view;
    }

    private List<ManagedObjectReference> others(Vim vim) throws RemoteException {
        List<ManagedObjectReference> others = new ArrayList<>();
        eventsOf(vim).ifPresent(others::add);
        Optional.ofNullable(vim.content().getCustomFieldsManager()).ifPresent(others::add);
        return others;
    }

    /** None where the server keeps no events, or shows none to this account. */
    private Optional<ManagedObjectReference> eventsOf(Vim vim) throws RemoteException {
        ManagedObjectReference manager = vim.content().getEventManager();
        if (manager == null) {
            return Optional.empty();
        }
        try {
            ManagedObjectReference events = vim.port().createCollectorForEvents(manager, ResetEvents.filter());
            removals.add(server -> server.destroyCollector(events));
            return Optional.of(events);
        } catch (VimFault fault) {
            if (fault.isSessionLost()) {
                throw fault;
            }
            return Optional.empty();
        }
    }
}
