package org.ipmibridge.hypervisor.vmware.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Tells properties: when asked, and when they change. Thread-safe. */
final class FakeCollector {
    private final FakeInventory inventory;
    private final Map<String, List<String>> pages = new ConcurrentHashMap<>();
    private final Map<String, List<Element>> filters = new ConcurrentHashMap<>();
    private volatile int pageSize = Integer.MAX_VALUE;

    FakeCollector(FakeInventory inventory) {
        this.inventory = inventory;
    }

    static FakeMethods.Fault notFound(String type, String id) {
        return new FakeMethods.Fault(
                "ManagedObjectNotFound",
                "<obj type=\"" + type + "\">" + id + "</obj>",
                "The object '" + type + ":" + id + "' has already been deleted or has not been completely created");
    }

    void setPageSize(int objects) {
        pageSize = objects;
    }

    String retrieve(Call call) {
        List<String> found = new ArrayList<>();
        for (Element filter : Xml.children(call.element(), "specSet")) {
            objects(filter).forEach(object -> found.add(content(object, filter)));
        }
        return page(found);
    }

    String more(Call call) {
        List<String> rest = pages.remove(call.argument("token"));
        if (rest == null) {
            throw new FakeMethods.Fault("InvalidProperty", "", "no such token");
        }
        return page(rest);
    }

    /** What is told to who has no session. */
    String missing(Call call) {
        Element filter = Xml.children(call.element(), "specSet").get(0);
        StringBuilder xml = new StringBuilder("<returnval>");
        objects(filter).forEach(object -> xml.append("<objects>")
                .append(object.reference("obj"))
                .append("<missingSet><path>name</path><fault><fault xsi:type=\"NotAuthenticated\">")
                .append(object.reference("object"))
                .append("<privilegeId>System.View</privilegeId></fault>")
                .append("<localizedMessage>The session is not authenticated.</localizedMessage></fault></missingSet>")
                .append("</objects>"));
        return xml.append("</returnval>").toString();
    }

    String createFilter(Call call) {
        FakeObject filter = inventory.add("PropertyFilter", "filter");
        filters.computeIfAbsent(call.self(), any -> new ArrayList<>())
                .add(Xml.child(call.element(), "spec").orElseThrow());
        return filter.reference("returnval");
    }

    String waitForUpdates(Call call) {
        long then = call.argument("version").isEmpty() ? 0 : Long.parseLong(call.argument("version"));
        String seconds = Xml.child(call.element(), "options")
                .map(options -> Xml.text(options, "maxWaitSeconds"))
                .filter(text -> !text.isEmpty())
                .orElse("60");
        long end = System.nanoTime() + Long.parseLong(seconds) * 1_000_000_000;
        for (long seen = then; ; seen = inventory.version()) {
            if (!awaited(seen, (end - System.nanoTime()) / 1_000_000)) {
                return "";
            }
            String updates = updates(filters.getOrDefault(call.self(), List.of()), then);
            if (!updates.isEmpty()) {
                return updates;
            }
        }
    }

    private boolean awaited(long version, long millis) {
        try {
            return inventory.awaitAfter(version, Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Empty if nothing has changed. */
    private String updates(List<Element> specs, long then) {
        long version = inventory.version();
        StringBuilder updates = new StringBuilder();
        for (Element filter : specs) {
            objects(filter).forEach(object -> updates.append(update(object, filter, then)));
            for (String gone : inventory.goneSince(then == 0 ? version : then)) {
                updates.append("<objectSet><kind>leave</kind><obj type=\"VirtualMachine\">")
                        .append(gone)
                        .append("</obj></objectSet>");
            }
        }
        return updates.isEmpty()
                ? ""
                : "<returnval><version>" + version
                        + "</version><filterSet><filter type=\"PropertyFilter\">filter</filter>" + updates
                        + "</filterSet></returnval>";
    }

    private static String update(FakeObject object, Element filter, long then) {
        StringBuilder changes = new StringBuilder();
        for (String path : paths(filter, object.type())) {
            if (object.changedSince(path, then)) {
                changes.append("<changeSet><name>")
                        .append(path)
                        .append("</name><op>assign</op>")
                        .append(object.get(path))
                        .append("</changeSet>");
            }
        }
        // A new one is told as modified; who listens must not care.
        return changes.isEmpty()
                ? ""
                : "<objectSet><kind>" + (then == 0 ? "enter" : "modify") + "</kind>" + object.reference("obj") + changes
                        + "</objectSet>";
    }

    private String page(List<String> found) {
        if (found.isEmpty()) {
            return "";
        }
        String token = "";
        if (found.size() > pageSize) {
            String name = "page-" + System.nanoTime();
            pages.put(name, found.subList(pageSize, found.size()));
            token = "<token>" + name + "</token>";
        }
        return "<returnval>" + token + String.join("", found.subList(0, Math.min(pageSize, found.size())))
                + "</returnval>";
    }

    private static String content(FakeObject object, Element filter) {
        StringBuilder xml = new StringBuilder("<objects>").append(object.reference("obj"));
        for (String path : paths(filter, object.type())) {
            if (!object.get(path).isEmpty()) {
                xml.append("<propSet><name>")
                        .append(path)
                        .append("</name>")
                        .append(object.get(path))
                        .append("</propSet>");
            }
        }
        return xml.append("</objects>").toString();
    }

    /** A view is of all virtual machines. */
    private Stream<FakeObject> objects(Element filter) {
        return Xml.children(filter, "objectSet").stream().flatMap(spec -> {
            Element reference = Xml.child(spec, "obj").orElseThrow();
            return reference.getAttribute("type").equals("ContainerView")
                    ? inventory.all("VirtualMachine").stream()
                    : Stream.of(inventory
                            .find(reference.getTextContent())
                            .orElseThrow(() -> notFound(reference.getAttribute("type"), reference.getTextContent())));
        });
    }

    private static List<String> paths(Element filter, String type) {
        return Xml.children(filter, "propSet").stream()
                .filter(properties -> List.of(type, "ManagedEntity").contains(Xml.text(properties, "type")))
                .flatMap(properties -> Xml.children(properties, "pathSet").stream())
                .map(Element::getTextContent)
                .toList();
    }
}
