package org.ipmibridge.hypervisor.vmware.fake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A managed object: properties by path, each just as it was set. Thread-safe. */
public final class FakeObject {
    private final String type;
    private final String id;
    private final FakeInventory inventory;
    private final Map<String, String> properties = new ConcurrentSkipListMap<>();
    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    FakeObject(String type, String id, FakeInventory inventory) {
        this.type = type;
        this.id = id;
        this.inventory = inventory;
    }

    public String type() {
        return type;
    }

    public String id() {
        return id;
    }

    /**
     * Sets a property and tells those who wait for updates.
     *
     * @param xsiType its type, for instance {@code xsd:string}
     * @param xml what is within the element
     */
    public FakeObject set(String path, String xsiType, String xml) {
        return setElement(path, "<val xsi:type=\"" + xsiType + "\">" + xml + "</val>");
    }

    /** Sets a property that is a text. */
    public FakeObject set(String path, String text) {
        return set(path, "xsd:string", Xml.escape(text));
    }

    /** Sets a property that is a reference. */
    public FakeObject refer(String path, FakeObject other) {
        return setElement(
                path, "<val xsi:type=\"ManagedObjectReference\" type=\"" + other.type + "\">" + other.id + "</val>");
    }

    /** Makes a property unset. */
    public FakeObject unset(String path) {
        return setElement(path, "");
    }

    /** The property's element; empty if it is unset. */
    public String get(String path) {
        return properties.getOrDefault(path, "");
    }

    /** Whether the property's element has this text in it. */
    public boolean has(String path, String text) {
        return get(path).contains(text);
    }

    String reference(String element) {
        return "<" + element + " type=\"" + type + "\">" + id + "</" + element + ">";
    }

    boolean changedSince(String path, long version) {
        return versions.getOrDefault(path, 0L) > version;
    }

    private FakeObject setElement(String path, String element) {
        inventory.changed(version -> {
            properties.put(path, element);
            versions.put(path, version);
        });
        return this;
    }
}
