package org.ipmibridge.hypervisor.vmware.boot;

import com.vmware.vim25.Event;
import com.vmware.vim25.EventFilterSpec;
import com.vmware.vim25.EventFilterSpecByEntity;
import com.vmware.vim25.EventFilterSpecByTime;
import com.vmware.vim25.EventFilterSpecRecursionOption;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VmPoweredOffEvent;
import com.vmware.vim25.VmPoweredOnEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.hypervisor.vmware.reconfigure.Reconfiguration;
import org.ipmibridge.hypervisor.vmware.reconfigure.Stages;
import org.ipmibridge.hypervisor.vmware.session.Calls;

/**
 * The power-ons that the server has recorded. They tell of a boot while no bridge ran that the power state no longer tells of, because the
 * machine is off again.
 */
final class PowerHistory {
    private final Calls calls;

    PowerHistory(Calls calls) {
        this.calls = calls;
    }

    /** Whether the virtual machine was powered on from off after this record was made, as far as the server keeps record. */
    CompletionStage<Boolean> bootedSince(String id, String what, OverrideRecord kept) {
        CompletionStage<Boolean> booted = calls.read(
                        what, vim -> vim.port().queryEvents(vim.content().eventManager, filter(id, kept.setAt())))
                .thenApply(events -> isBoot(kept, events == null ? List.of() : Arrays.asList(events)));
        return Stages.recover(
                booted,
                failure -> failure instanceof UnsupportedRequestException
                        ? CompletableFuture.completedStage(false)
                        : CompletableFuture.failedStage(failure));
    }

    /** To be resumed is no boot, and the server calls it powered on too; so only one that follows a power-off counts. */
    static boolean isBoot(OverrideRecord kept, List<Event> events) {
        boolean off = kept.mark().power() == PowerState.OFF;
        for (Event event : since(kept.setAt(), events)) {
            if (off && event instanceof VmPoweredOnEvent) {
                return true;
            }
            off |= event instanceof VmPoweredOffEvent;
        }
        return false;
    }

    private static List<Event> since(Instant time, List<Event> events) {
        Stream<Event> later = events.stream()
                .filter(event -> event != null
                        && event.createdTime != null
                        && event.createdTime.toInstant().isAfter(time));
        return later.sorted(
                        Comparator.comparing((Event event) -> event.createdTime).thenComparingInt(event -> event.key))
                .toList();
    }

    private static EventFilterSpec filter(String id, Instant time) {
        ManagedObjectReference machine = Reconfiguration.machine(id);
        EventFilterSpec filter = new EventFilterSpec();
        filter.entity = new EventFilterSpecByEntity();
        filter.entity.entity = machine;
        filter.entity.recursion = EventFilterSpecRecursionOption.self;
        filter.time = new EventFilterSpecByTime();
        filter.time.beginTime = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        filter.time.beginTime.setTimeInMillis(time.toEpochMilli());
        filter.eventTypeId = new String[] {"VmPoweredOnEvent", "VmPoweredOffEvent"};
        return filter;
    }
}
