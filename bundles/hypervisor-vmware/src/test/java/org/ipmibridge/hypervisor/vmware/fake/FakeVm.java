package org.ipmibridge.hypervisor.vmware.fake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** A virtual machine. Thread-safe. */
public final class FakeVm {
    private final FakeObject object;
    private final FakeTasks tasks;
    private final FakePlace place;
    private final Map<Integer, String> devices = new TreeMap<>();
    private final Map<String, String> extraConfig = new TreeMap<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<String> operations = new CopyOnWriteArrayList<>();
    private volatile String questionAtReconfiguration = "";
    private int nextKey = 3000;

    FakeVm(FakeObject object, FakeTasks tasks, FakePlace place) {
        this.object = object;
        this.tasks = tasks;
        this.place = place;
        place.register(this);
    }

    FakeVm asNew(String name) {
        object.set("name", name)
                .set("config.uuid", UUID.randomUUID().toString())
                .set("config.instanceUuid", UUID.randomUUID().toString())
                .set("config.firmware", "bios")
                .set("config.template", "xsd:boolean", "false")
                .set("config.bootOptions", "VirtualMachineBootOptions", "<bootDelay>0</bootDelay>")
                .set("config.guestFullName", "Other Linux (64-bit)")
                .set("guest.toolsRunningStatus", "guestToolsNotRunning")
                .set("runtime.connectionState", "VirtualMachineConnectionState", "connected")
                .refer("parent", place.folder())
                .refer("runtime.host", place.host())
                .set(
                        "datastore",
                        "ArrayOfManagedObjectReference",
                        place.datastore().reference("ManagedObjectReference"));
        addDevice(200, "VirtualIDEController", "<busNumber>0</busNumber>");
        addDevice(
                2000,
                "VirtualDisk",
                "<controllerKey>200</controllerKey><unitNumber>0</unitNumber>" + "<capacityInKB>1024</capacityInKB>");
        addDevice(4000, "VirtualVmxnet3", "<macAddress>00:0c:29:00:00:01</macAddress>");
        power("poweredOff");
        return this;
    }

    /** The machine's managed object, to set properties of. */
    public FakeObject object() {
        return object;
    }

    public String id() {
        return object.id();
    }

    /** Sets the power state, as another client might. */
    public FakeVm power(String state) {
        object.set("runtime.powerState", "VirtualMachinePowerState", state);
        if (state.equals("poweredOn")) {
            object.set("runtime.bootTime", "xsd:dateTime", Instant.now().toString());
            object.set("summary.runtime.bootTime", "xsd:dateTime", Instant.now().toString());
        }
        return this;
    }

    public boolean is(String state) {
        return object.has("runtime.powerState", ">" + state + "<");
    }

    /** Tools run, or do not. */
    public FakeVm tools(boolean running) {
        object.set("guest.toolsRunningStatus", running ? "guestToolsRunning" : "guestToolsNotRunning");
        return this;
    }

    public synchronized FakeVm addDevice(int key, String type, String xml) {
        devices.put(key, "<VirtualDevice xsi:type=\"" + type + "\"><key>" + key + "</key>" + xml + "</VirtualDevice>");
        object.set("config.hardware.device", "ArrayOfVirtualDevice", String.join("", devices.values()));
        return this;
    }

    /** The names of the methods that were called to change it, the oldest first. */
    public List<String> operations() {
        return operations;
    }

    /** The keys of the choices that were given as answers to questions. */
    public List<String> answers() {
        return answers;
    }

    public synchronized String extraConfig(String key) {
        return extraConfig.getOrDefault(key, "");
    }

    /** The next reconfiguration waits until this question is answered with yes, which has the key 0, or no, which has the key 1. */
    public void askAtReconfiguration(String messageId, String text) {
        questionAtReconfiguration =
                "<id>7</id><text>" + Xml.escape(text) + "</text><choice><choiceInfo><label>Yes</label>"
                        + "<summary>Yes</summary><key>0</key></choiceInfo><choiceInfo><label>No</label><summary>No</summary>"
                        + "<key>1</key></choiceInfo><defaultIndex>1</defaultIndex></choice><message><id>" + messageId
                        + "</id><text>" + Xml.escape(text) + "</text></message>";
    }

    boolean isAsking() {
        return !object.get("runtime.question").isEmpty();
    }

    void answered(String choice) {
        answers.add(choice);
        object.unset("runtime.question");
    }

    /** A task that changes the power state. */
    String powerTask(String operation, List<String> from, String to) {
        operations.add(operation);
        return tasks.begin(this::isAsking, () -> {
            if (from.stream().noneMatch(this::is)) {
                String state = object.get("runtime.powerState").replaceAll("<[^>]*>", "");
                throw new TaskFailure(
                        "InvalidPowerState",
                        "<requestedState>" + to + "</requestedState><existingState>" + state + "</existingState>",
                        "The attempted operation cannot be performed in the current state.");
            }
            power(to);
            return "";
        });
    }

    String failingTask(String operation, TaskFailure failure) {
        operations.add(operation);
        return tasks.begin(this::isAsking, () -> {
            throw failure;
        });
    }

    String reconfigure(Element spec) {
        operations.add("ReconfigVM_Task");
        if (!questionAtReconfiguration.isEmpty()) {
            object.set("runtime.question", "VirtualMachineQuestionInfo", questionAtReconfiguration);
            questionAtReconfiguration = "";
        }
        return tasks.begin(this::isAsking, () -> {
            apply(spec);
            return "";
        });
    }

    void guestOperation(String operation) {
        operations.add(operation);
    }

    private synchronized void apply(Element spec) {
        Xml.child(spec, "firmware").ifPresent(text -> object.set("config.firmware", text.getTextContent()));
        Xml.child(spec, "name").ifPresent(text -> object.set("name", text.getTextContent()));
        Xml.child(spec, "bootOptions")
                .ifPresent(
                        options -> object.set("config.bootOptions", "VirtualMachineBootOptions", Xml.inner(options)));
        Xml.children(spec, "extraConfig").forEach(this::applyOption);
        Xml.children(spec, "deviceChange").forEach(this::applyDevice);
    }

    private void applyOption(Element option) {
        if (Xml.text(option, "value").isEmpty()) {
            extraConfig.remove(Xml.text(option, "key"));
        } else {
            extraConfig.put(Xml.text(option, "key"), Xml.text(option, "value"));
        }
        object.set(
                "config.extraConfig",
                "ArrayOfOptionValue",
                extraConfig.entrySet().stream()
                        .map(entry -> "<OptionValue xsi:type=\"OptionValue\"><key>" + Xml.escape(entry.getKey())
                                + "</key><value xsi:type=\"xsd:string\">" + Xml.escape(entry.getValue())
                                + "</value></OptionValue>")
                        .collect(Collectors.joining()));
    }

    private void applyDevice(Element change) {
        Element device = Xml.child(change, "device").orElseThrow();
        int key = Integer.parseInt(Xml.text(device, "key"));
        if (Xml.text(change, "operation").equals("remove")) {
            devices.remove(key);
            object.set("config.hardware.device", "ArrayOfVirtualDevice", String.join("", devices.values()));
            return;
        }
        int given = key > 0 ? key : nextKey++;
        String xml = Xml.inner(device).replaceFirst("<key[^>]*>[^<]*</key>", "");
        addDevice(given, Xml.type(device, "VirtualDevice"), xml);
    }
}
