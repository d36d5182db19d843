package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ArrayOfEvent;
import com.vmware.vim25.Event;
import com.vmware.vim25.EventFilterSpec;
import com.vmware.vim25.EventFilterSpecByEntity;
import com.vmware.vim25.EventFilterSpecByTime;
import com.vmware.vim25.EventFilterSpecRecursionOption;
import com.vmware.vim25.ManagedObjectReference;
import java.rmi.RemoteException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.vmware.session.Vim;
import org.ipmibridge.hypervisor.vmware.soap.VimFault;

/** The events that tell of resets, and which of them are new. Not thread-safe. */
final class ResetEvents {
    private static final String[] TYPES = {"VmResettingEvent", "VmGuestRebootEvent"};
    /** How many events a page has that a server shows of its own accord. */
    private static final int PAGE = 10;

    private static final Set<String> NO_RECORD = Set.of("NotImplemented", "NotSupported", "MethodNotFound");

    private boolean begun;
    private int latestKey;
    private Instant latest = Instant.EPOCH;

    /** What is new from now on is news, also when there has been nothing before. */
    void begin() {
        begun = true;
    }

    /** Of everything, for a collector of events. */
    static EventFilterSpec filter() {
        EventFilterSpec spec = new EventFilterSpec();
        spec.setEventTypeId(TYPES);
        spec.setDisableFullMessage(true);
        return spec;
    }

    /** Asks for those of one machine after {@code time}, oldest first. */
    static List<Event> since(Vim vim, String id, Instant time) throws RemoteException {
        EventFilterSpecByEntity entity = new EventFilterSpecByEntity();
        entity.setEntity(Specs.reference(Specs.VM, id));
        entity.setRecursion(EventFilterSpecRecursionOption.self);
        EventFilterSpec spec = filter();
        spec.setEntity(entity);
        return since(vim, spec, time);
    }

    /**
     * Those of a page that were not seen before, oldest first; none before {@link #begin}, which is history. If the page has not room for
     * all new ones, the others are asked for.
     */
    List<Event> take(Vim vim, ArrayOfEvent page) throws RemoteException {
        List<Event> fresh = fresh(VmValues.stream(page.getEvent()));
        if (begun && fresh.size() >= PAGE) {
            // A server may have a limit for this answer too.
            fresh = fresh(Stream.concat(fresh.stream(), since(vim, filter(), latest).stream()));
        }
        fresh.forEach(event -> {
            latest = time(event);
            latestKey = event.getKey();
        });
        return begun ? fresh : List.of();
    }

    private List<Event> fresh(Stream<Event> events) {
        Map<Integer, Event> byKey = events.filter(this::isNew)
                .collect(Collectors.toMap(Event::getKey, event -> event, (event, same) -> event));
        return sorted(byKey.values().stream()).toList();
    }

    static Instant time(Event event) {
        return event.getCreatedTime() == null
                ? Instant.EPOCH
                : event.getCreatedTime().toInstant();
    }

    /** Not by key alone: a server that was set up again counts from the beginning. */
    private boolean isNew(Event event) {
        int order = time(event).compareTo(latest);
        return event.getVm() != null
                && event.getVm().getVm() != null
                && (order > 0 || order == 0 && event.getKey() > latestKey);
    }

    private static List<Event> since(Vim vim, EventFilterSpec spec, Instant time) throws RemoteException {
        ManagedObjectReference manager = vim.content().getEventManager();
        if (manager == null) {
            return List.of();
        }
        EventFilterSpecByTime period = new EventFilterSpecByTime();
        period.setBeginTime(GregorianCalendar.from(ZonedDateTime.ofInstant(time, ZoneOffset.UTC)));
        spec.setTime(period);
        try {
            // Not every server heeds the time.
            return sorted(VmValues.stream(vim.port().queryEvents(manager, spec)))
                    .filter(event -> time(event).isAfter(time))
                    .toList();
        } catch (VimFault fault) {
            if (NO_RECORD.contains(fault.type())) {
                return List.of();
            }
            throw fault;
        }
    }

    private static Stream<Event> sorted(Stream<Event> events) {
        return events.sorted(Comparator.comparing(ResetEvents::time).thenComparingInt(Event::getKey));
    }
}
