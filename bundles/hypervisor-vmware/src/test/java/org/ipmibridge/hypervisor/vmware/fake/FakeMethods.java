package org.ipmibridge.hypervisor.vmware.fake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the methods do. Each returns what is within its response element. Thread-safe. */
final class FakeMethods {
    private static final Set<String> WITHOUT_SESSION = Set.of("RetrieveServiceContent", "Login");

    private final FakeInventory inventory;
    private final FakeTasks tasks;
    private final FakePlace place;
    private final FakeCollector collector;
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger logIns = new AtomicInteger();
    private final Map<String, Function<Call, String>> methods = new ConcurrentHashMap<>();

    /** A fault instead of a result. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String type;
        private final String xml;

        Fault(String type, String xml, String words) {
            super(words);
            this.type = type;
            this.xml = xml;
        }
    }

    FakeMethods(FakeInventory inventory, FakeTasks tasks) {
        this.inventory = inventory;
        this.tasks = tasks;
        place = new FakePlace(inventory);
        collector = new FakeCollector(inventory);
        methods.put("RetrieveServiceContent", call -> content());
        methods.put("Login", this::logIn);
        methods.put("Logout", this::logOut);
        methods.put("CurrentTime", call -> "<returnval>" + Instant.now() + "</returnval>");
        methods.put("RetrievePropertiesEx", call -> collector.retrieve(call));
        methods.put("ContinueRetrievePropertiesEx", call -> collector.more(call));
        methods.put("WaitForUpdatesEx", call -> collector.waitForUpdates(call));
        methods.put("CreateContainerView", call -> made("ContainerView", "view"));
        methods.put("CreatePropertyCollector", call -> made("PropertyCollector", "collector"));
        methods.put("CreateFilter", call -> collector.createFilter(call));
        List.of("DestroyView", "DestroyPropertyCollector", "DestroyPropertyFilter", "CancelWaitForUpdates")
                .forEach(name -> methods.put(name, call -> ""));
        power("PowerOnVM_Task", List.of("poweredOff", "suspended"), "poweredOn");
        power("PowerOffVM_Task", List.of("poweredOn", "suspended"), "poweredOff");
        power("SuspendVM_Task", List.of("poweredOn"), "suspended");
        power("ResetVM_Task", List.of("poweredOn"), "poweredOn");
        machine(
                "ReconfigVM_Task",
                (vm, call) -> vm.reconfigure(Xml.child(call.element(), "spec").orElseThrow()));
        machine("AnswerVM", FakeMethods::answer);
        machine("SendNMI", FakeMethods::guest);
        machine("ShutdownGuest", FakeMethods::guest);
        machine("RebootGuest", FakeMethods::guest);
    }

    FakePlace place() {
        return place;
    }

    int logIns() {
        return logIns.get();
    }

    int sessions() {
        return sessions.size();
    }

    void endSessions() {
        sessions.clear();
        inventory.wakeAll();
    }

    boolean hasSession(String cookie) {
        return sessions.contains(cookie);
    }

    void setPageSize(int objects) {
        collector.setPageSize(objects);
    }

    /** The whole answer, which may be a fault. */
    String run(Call call) {
        try {
            if (!WITHOUT_SESSION.contains(call.method()) && !hasSession(call.cookie())) {
                return withoutSession(call);
            }
            Function<Call, String> method = methods.get(call.method());
            if (method == null) {
                throw new Fault("MethodNotFound", "", call.method() + " is not there");
            }
            return Soap.response(call.method(), method.apply(call));
        } catch (Fault e) {
            return Soap.fault(e.type, e.xml, e.getMessage());
        }
    }

    String failTask(Call call, String type, String xml, String words) {
        TaskFailure failure = new TaskFailure(type, xml, words);
        return place.machine(call.self())
                .map(vm -> vm.failingTask(call.method(), failure))
                .orElseGet(() -> tasks.begin(() -> false, () -> {
                    throw failure;
                }));
    }

    /** Of properties, the server tells that each is missing, and calls that success. */
    private String withoutSession(Call call) {
        if (!call.method().equals("RetrievePropertiesEx")) {
            throw new Fault("NotAuthenticated", "", "The session is not authenticated.");
        }
        return Soap.response(call.method(), collector.missing(call));
    }

    private String logIn(Call call) {
        if (hasSession(call.cookie())) {
            throw new Fault("InvalidLogin", "", "There is a session already.");
        }
        if (!call.argument("userName").equals(FakeVsphere.USER)
                || !call.argument("password").equals(FakeVsphere.PASSWORD)) {
            throw new Fault("InvalidLogin", "", "Cannot complete login due to an incorrect user name or password.");
        }
        String cookie = "vmware_soap_session=\"" + logIns.incrementAndGet() + "-"
                + Instant.now().toEpochMilli() + "\"";
        sessions.add(cookie);
        call.setCookie(cookie);
        return "<returnval><key>" + logIns + "</key><userName>" + FakeVsphere.USER + "</userName><fullName></fullName>"
                + "<loginTime>" + Instant.now() + "</loginTime></returnval>";
    }

    private String logOut(Call call) {
        sessions.remove(call.cookie());
        return "";
    }

    private String content() {
        return "<returnval>" + place.root().reference("rootFolder")
                + "<propertyCollector type=\"PropertyCollector\">propertyCollector</propertyCollector>"
                + "<viewManager type=\"ViewManager\">ViewManager</viewManager><about><name>Fake vSphere</name>"
                + "<fullName>Fake vSphere 6.5.0 build-1</fullName><vendor>none</vendor><version>6.5.0</version>"
                + "<build>1</build><osType>linux</osType><productLineId>vpx</productLineId>"
                + "<apiType>VirtualCenter</apiType><apiVersion>6.5</apiVersion></about>"
                + "<sessionManager type=\"SessionManager\">SessionManager</sessionManager>"
                + "<fileManager type=\"FileManager\">FileManager</fileManager>"
                + "<searchIndex type=\"SearchIndex\">SearchIndex</searchIndex></returnval>";
    }

    private String made(String type, String prefix) {
        return inventory.add(type, prefix).reference("returnval");
    }

    private void power(String method, List<String> from, String to) {
        machine(method, (vm, call) -> vm.powerTask(method, from, to));
    }

    private void machine(String method, BiFunction<FakeVm, Call, String> work) {
        methods.put(
                method,
                call -> work.apply(
                        inventory
                                .find(call.self())
                                .flatMap(object -> place.machine(object.id()))
                                .orElseThrow(() -> FakeCollector.notFound("VirtualMachine", call.self())),
                        call));
    }

    private static String answer(FakeVm vm, Call call) {
        vm.answered(call.argument("answerChoice"));
        return "";
    }

    private static String guest(FakeVm vm, Call call) {
        if (!call.method().equals("SendNMI") && !vm.object().has("guest.toolsRunningStatus", ">guestToolsRunning<")) {
            throw new Fault("ToolsUnavailable", "", "Cannot complete operation because VMware Tools is not running.");
        }
        vm.guestOperation(call.method());
        if (call.method().equals("ShutdownGuest")) {
            vm.power("poweredOff");
        }
        return "";
    }
}
