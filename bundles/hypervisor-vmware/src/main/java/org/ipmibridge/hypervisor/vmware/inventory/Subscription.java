package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
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

/**
 * A property collector with its views and filters. It lives in one session, and ends with it. The folders are asked for first: from then
 * on every server remembers what changes while it collects the machines. Used by one thread.
 */
final class Subscription {
    /** How many objects one answer has at most, where the server heeds it. */
    private static final int CHUNK = 500;

    private static final String[] CONTAINERS = {"Folder", "Datacenter", "VirtualApp"};
    private static final String[] MACHINES = {Specs.VM};

    private final long session;
    private final ManagedObjectReference collector;
    private final List<String> problems;
    private String version = "";

    private Subscription(long session, ManagedObjectReference collector, List<String> problems) {
        this.session = session;
        this.collector = collector;
        this.problems = problems;
    }

    /**
     * Sets everything up.
     *
     * @param consumer is told of the datacenters and folders
     */
    static Subscription open(Vim vim, Scope scope, UpdateConsumer consumer) throws RemoteException {
        VimPortType port = vim.port();
        ServiceContent content = vim.content();
        Scope.Found found = scope.find(vim);
        ManagedObjectReference collector = port.createPropertyCollector(content.getPropertyCollector());
        Subscription subscription = new Subscription(vim.number(), collector, found.problems());
        ManagedObjectReference folders = view(vim, content.getRootFolder(), CONTAINERS);
        port.createFilter(collector, Specs.around(folders, eventsOf(vim)), false);
        while (subscription.poll(vim, 0, consumer)) {
            continue;
        }
        List<ManagedObjectReference> views = new ArrayList<>();
        for (ManagedObjectReference container : found.containers()) {
            views.add(view(vim, container, MACHINES));
        }
        if (!views.isEmpty()) {
            port.createFilter(collector, Specs.vms(views), false);
        }
        subscription.version = "";
        return subscription;
    }

    /** What is wrong with the scope, in messages for the operator. */
    List<String> problems() {
        return problems;
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
        if (isOf(vim)) {
            vim.port().destroyPropertyCollector(collector);
        }
    }

    private static ManagedObjectReference view(Vim vim, ManagedObjectReference container, String[] types)
            throws RemoteException {
        return vim.port().createContainerView(vim.content().getViewManager(), container, types, true);
    }

    /** None where the server keeps no events, or shows none to this account. */
    private static Optional<ManagedObjectReference> eventsOf(Vim vim) throws RemoteException {
        ManagedObjectReference manager = vim.content().getEventManager();
        if (manager == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(vim.port().createCollectorForEvents(manager, ResetEvents.filter()));
        } catch (VimFault fault) {
            if (fault.isSessionLost()) {
                throw fault;
            }
            return Optional.empty();
        }
    }
}
