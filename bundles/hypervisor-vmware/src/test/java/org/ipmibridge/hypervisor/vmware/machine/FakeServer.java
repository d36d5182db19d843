package org.ipmibridge.hypervisor.vmware.machine;

import com.vmware.vim25.ArrayOfDatastoreHostMount;
import com.vmware.vim25.ArrayOfManagedObjectReference;
import com.vmware.vim25.ArrayOfOptionValue;
import com.vmware.vim25.ArrayOfVirtualDevice;
import com.vmware.vim25.ConcurrentAccess;
import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.Event;
import com.vmware.vim25.EventFilterSpec;
import com.vmware.vim25.FileInfo;
import com.vmware.vim25.FileNotFound;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import com.vmware.vim25.HostDatastoreBrowserSearchSpec;
import com.vmware.vim25.InvalidPowerState;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.RetrieveOptions;
import com.vmware.vim25.RetrieveResult;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VirtualCdrom;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualMachineBootOptions;
import com.vmware.vim25.VirtualMachineConfigSpec;
import com.vmware.vim25.VirtualMachineConnectionState;
import com.vmware.vim25.VirtualMachinePowerState;
import com.vmware.vim25.VmPoweredOffEvent;
import com.vmware.vim25.VmPoweredOnEvent;
import com.vmware.vim25.VmResettingEvent;
import java.net.MalformedURLException;
import java.rmi.RemoteException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.soap.VimFault;
import org.ipmibridge.testkit.FakeClock;

/**
 * A server in memory with one machine, one host and one datastore. It outlives the bridges that talk to it, and does each task before it
 * answers. Its clock is not the bridge's.
 */
final class FakeServer extends VimPortType {
    private static final long serialVersionUID = 1L;
    static final Duration AHEAD = Duration.ofHours(1);

    final transient FakeVm vm = new FakeVm();
    final transient Set<String> files = new HashSet<>(Set.of("iso/rescue.iso"));
    /** The calls that change something, in their order. */
    final transient List<String> changes = new ArrayList<>();
    /** Thrown by the next change of this name, once. */
    final transient Map<String, RemoteException> refusals = new TreeMap<>();
    /** Run before the next reconfiguration, once. */
    transient Runnable beforeReconfiguration = () -> {};

    private final transient Clock clock;
    private transient Object result;

    FakeServer(FakeClock clock) throws MalformedURLException {
        super((com.vmware.vim25.ws.Client) null);
        this.clock = Clock.offset(clock, AHEAD);
    }

    Instant now() {
        return clock.instant();
    }

    /** What the task that was begun last came to. */
    Object result() {
        Object last = result;
        result = null;
        return last;
    }

    static VimFault fault(MethodFault fault) {
        return new VimFault(fault, fault.getClass().getSimpleName(), "");
    }

    void powerOn() {
        if (vm.power == PowerState.SUSPENDED) {
            vm.power = PowerState.ON;
            vm.bootTime = Optional.of(now());
        } else {
            vm.boot(now());
        }
        record(new VmPoweredOnEvent());
    }

    void powerOff() {
        vm.off();
        record(new VmPoweredOffEvent());
    }

    void suspend() {
        vm.power = PowerState.SUSPENDED;
    }

    void reset() {
        record(new VmResettingEvent());
        vm.started();
    }

    @Override
    public Calendar currentTime(ManagedObjectReference self) {
        return calendar(now());
    }

    @Override
    public RetrieveResult retrievePropertiesEx(
            ManagedObjectReference self, PropertyFilterSpec[] filters, RetrieveOptions options) {
        ObjectContent content = new ObjectContent();
        String type = filters[0].propSet[0].type;
        Map<String, Object> all;
        if (type.equals("VirtualMachine")) {
            content.obj = vm.reference;
            all = machine();
        } else if (type.equals("Datastore")) {
            content.obj = reference("Datastore", "datastore-1");
            all = Map.of(
                    "name",
                    "ds1",
                    "browser",
                    reference("HostDatastoreBrowser", "browser-1"),
                    "summary.accessible",
                    true,
                    "host",
                    new ArrayOfDatastoreHostMount());
        } else {
            content.obj = reference(type, "host-1");
            ArrayOfManagedObjectReference datastores = new ArrayOfManagedObjectReference();
            datastores.ManagedObjectReference = new ManagedObjectReference[] {reference("Datastore", "datastore-1")};
            all = Map.of("name", "esx1.example.org", "datastore", datastores);
        }
        content.propSet = Arrays.stream(filters[0].propSet[0].pathSet)
                .filter(all::containsKey)
                .map(path -> property(path, all.get(path)))
                .toArray(DynamicProperty[]::new);
        RetrieveResult page = new RetrieveResult();
        page.objects = new ObjectContent[] {content};
        return page;
    }

    @Override
    public ManagedObjectReference searchDatastore_Task(
            ManagedObjectReference browser, String folder, HostDatastoreBrowserSearchSpec spec) {
        String below = folder.substring(folder.indexOf(']') + 1).strip();
        HostDatastoreBrowserSearchResults found = new HostDatastoreBrowserSearchResults();
        found.folderPath = folder;
        found.file = files.stream()
                .filter(file ->
                        file.matches((below.isEmpty() ? "" : below + "/") + spec.matchPattern[0].replace("?", ".")))
                .map(FakeServer::file)
                .toArray(FileInfo[]::new);
        if (files.stream().noneMatch(file -> file.startsWith(below))) {
            sneak(fault(new FileNotFound()));
        }
        result = found;
        return reference("Task", "task-1");
    }

    @Override
    public Event[] queryEvents(ManagedObjectReference self, EventFilterSpec filter) {
        return vm.events.toArray(Event[]::new);
    }

    @Override
    public ManagedObjectReference reconfigVM_Task(ManagedObjectReference machine, VirtualMachineConfigSpec spec) {
        Runnable first = beforeReconfiguration;
        beforeReconfiguration = () -> {};
        first.run();
        change("reconfigure");
        if (spec.changeVersion != null && !spec.changeVersion.equals(Integer.toString(vm.version))) {
            sneak(fault(new ConcurrentAccess()));
        }
        vm.apply(spec);
        return reference("Task", "task-1");
    }

    @Override
    public ManagedObjectReference powerOnVM_Task(ManagedObjectReference machine, ManagedObjectReference host) {
        change("powerOn");
        refuseIn(PowerState.ON);
        powerOn();
        return reference("Task", "task-1");
    }

    @Override
    public ManagedObjectReference powerOffVM_Task(ManagedObjectReference machine) {
        change("powerOff");
        refuseIn(PowerState.OFF);
        powerOff();
        return reference("Task", "task-1");
    }

    @Override
    public ManagedObjectReference resetVM_Task(ManagedObjectReference machine) {
        change("reset");
        reset();
        return reference("Task", "task-1");
    }

    @Override
    public void shutdownGuest(ManagedObjectReference machine) {
        change("shutdownGuest");
    }

    @Override
    public void sendNMI(ManagedObjectReference machine) {
        change("sendNMI");
    }

    private void change(String name) {
        changes.add(name);
        RemoteException refusal = refusals.remove(name);
        if (refusal != null) {
            sneak(refusal);
        }
    }

    private void refuseIn(PowerState state) {
        if (vm.power == state) {
            InvalidPowerState wrong = new InvalidPowerState();
            wrong.existingState = VirtualMachinePowerState.valueOf(state == PowerState.ON ? "poweredOn" : "poweredOff");
            sneak(fault(wrong));
        }
    }

    /** The port type's methods name the faults that they may throw, though any other comes too. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception failure) throws E {
        throw (E) failure;
    }

    private void record(Event event) {
        event.createdTime = calendar(now());
        event.key = vm.events.size();
        vm.events.add(event);
    }

    private Map<String, Object> machine() {
        Map<String, Object> all = new TreeMap<>();
        all.put("name", "web01");
        all.put("runtime.connectionState", VirtualMachineConnectionState.connected);
        all.put(
                "runtime.powerState",
                vm.power == null
                        ? "unknown"
                        : switch (vm.power) {
                            case ON -> VirtualMachinePowerState.poweredOn;
                            case OFF -> VirtualMachinePowerState.poweredOff;
                            case SUSPENDED -> VirtualMachinePowerState.suspended;
                        });
        vm.bootTime.ifPresent(time -> all.put("runtime.bootTime", calendar(time)));
        all.put("config.firmware", vm.firmware.name().toLowerCase(Locale.ROOT));
        ArrayOfVirtualDevice devices = new ArrayOfVirtualDevice();
        devices.VirtualDevice = vm.devices.stream().map(FakeServer::copy).toArray(VirtualDevice[]::new);
        all.put("config.hardware.device", devices);
        all.put("config.bootOptions", copy(vm.bootOptions));
        ArrayOfOptionValue options = new ArrayOfOptionValue();
        options.OptionValue = vm.extraConfig.entrySet().stream()
                .map(entry -> {
                    OptionValue option = new OptionValue();
                    option.key = entry.getKey();
                    option.value = entry.getValue();
                    return option;
                })
                .toArray(OptionValue[]::new);
        all.put("config.extraConfig", options);
        all.put("config.changeVersion", Integer.toString(vm.version));
        return all;
    }

    private static VirtualMachineBootOptions copy(VirtualMachineBootOptions options) {
        VirtualMachineBootOptions copy = new VirtualMachineBootOptions();
        copy.bootDelay = options.bootDelay;
        copy.enterBIOSSetup = options.enterBIOSSetup;
        copy.bootOrder = options.bootOrder;
        return copy;
    }

    /** Only CD drives are changed by who reads them. */
    private static VirtualDevice copy(VirtualDevice device) {
        if (!(device instanceof VirtualCdrom)) {
            return device;
        }
        VirtualCdrom copy = new VirtualCdrom();
        copy.key = device.key;
        copy.deviceInfo = device.deviceInfo;
        copy.controllerKey = device.controllerKey;
        copy.unitNumber = device.unitNumber;
        copy.backing = device.backing;
        copy.connectable = device.connectable;
        return copy;
    }

    private static FileInfo file(String path) {
        FileInfo info = new FileInfo();
        info.path = path.substring(path.lastIndexOf('/') + 1);
        info.fileSize = 1L;
        return info;
    }

    private static DynamicProperty property(String path, Object value) {
        DynamicProperty property = new DynamicProperty();
        property.name = path;
        property.val = value;
        return property;
    }

    private static ManagedObjectReference reference(String type, String id) {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.type = type;
        reference.val = id;
        return reference;
    }

    private static Calendar calendar(Instant time) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(time.toEpochMilli());
        return calendar;
    }
}
