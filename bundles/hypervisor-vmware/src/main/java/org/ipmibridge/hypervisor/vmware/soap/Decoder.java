package org.ipmibridge.hypervisor.vmware.soap;

import com.vmware.vim25.LocalizedMethodFault;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.MissingProperty;
import com.vmware.vim25.NotAuthenticated;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Makes objects of an answer's elements. What a newer server tells in members, types and values that are not known is passed over, and
 * so is a value that cannot be read: the member stays unset.
 */
final class Decoder {
    private static final int DEEPEST = 90;

    /** Takes the objects of one type where they are items of a list, instead of the list. */
    interface Items {
        boolean wants(Class<?> type);

        /** @param owner the object that has the list, with the members before it */
        void take(Object owner, Object item);
    }

    private final XMLStreamReader reader;
    private final Items items;
    private int depth;
    private int skipped;

    Decoder(XMLStreamReader reader, Items items) {
        this.reader = reader;
        this.items = items;
    }

    /** How many members were passed over or could not be read. */
    int skipped() {
        return skipped;
    }

    /**
     * The object that the element is whose start was read; moves on to its end.
     *
     * @param declared what the schema has there
     * @return null if nothing could be made of it
     */
    Object value(Class<?> declared) throws XMLStreamException, VimFault {
        String typeName = Xml.xsiType(reader);
        if ("true".equals(reader.getAttributeValue(Xml.XSI, "nil"))) {
            Xml.skip(reader);
            return null;
        }
        if (Scalars.isScalar(declared)) {
            return counted(Scalars.parse(Xml.text(reader), declared));
        }
        Class<?> type = typeFor(typeName, declared);
        if (type == null) {
            Xml.skip(reader);
            return counted(null);
        }
        return Scalars.isScalar(type) ? counted(Scalars.parse(Xml.text(reader), type)) : object(type, typeName);
    }

    /** The fault that the element is whose start was read; its name tells the type where it does not. */
    VimFault fault(String words) throws XMLStreamException, VimFault {
        String typeName = Xml.xsiType(reader);
        String name = typeName != null ? typeName : reader.getLocalName().replaceFirst("Fault$", "");
        MethodFault fault = (MethodFault) object(usable(typeFor(name, MethodFault.class)), name);
        return new VimFault(fault, name, words);
    }

    /** An array of what {@code values} are, which may be of primitives; null for none. */
    static Object array(List<Object> values, Class<?> type) {
        if (values.isEmpty()) {
            return null;
        }
        Object array = Array.newInstance(type, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    /** Null where no class fits. */
    private static Class<?> typeFor(String name, Class<?> declared) {
        if (name == null) {
            return declared == Object.class ? String.class : usable(declared);
        }
        Optional<Class<?>> known = VimTypes.named(name).filter(declared::isAssignableFrom);
        return usable(known.filter(type -> type != Object.class).orElse(declared));
    }

    private static Class<?> usable(Class<?> type) {
        Class<?> best = VimTypes.best(type);
        return best == Object.class || Modifier.isAbstract(best.getModifiers()) && !Scalars.isScalar(best)
                ? null
                : best;
    }

    private Object object(Class<?> type, String typeName) throws XMLStreamException, VimFault {
        if (type == ManagedObjectReference.class) {
            return reference();
        }
        if (depth >= DEEPEST) {
            throw new XMLStreamException("it is nested too deeply", reader.getLocation());
        }
        depth++;
        Object object = newInstance(type, typeName);
        readMembers(object);
        depth--;
        if (object instanceof MissingProperty missing) {
            refuseLostSession(missing);
        }
        return object;
    }

    /** Of a session that it has forgotten, the server tells that each property is missing, and calls that success. */
    private static void refuseLostSession(MissingProperty missing) throws VimFault {
        LocalizedMethodFault why = missing.getFault();
        if (why != null && why.getFault() instanceof NotAuthenticated lost) {
            throw new VimFault(lost, "NotAuthenticated", String.valueOf(why.getLocalizedMessage()));
        }
    }

    private void readMembers(Object object) throws XMLStreamException, VimFault {
        Members members = Members.of(object.getClass());
        Map<Member, List<Object>> many = new LinkedHashMap<>();
        while (Xml.toElement(reader)) {
            Member member = members.named(reader.getLocalName());
            if (member == null) {
                Xml.skip(reader);
                skipped++;
                continue;
            }
            Object value = value(member.type());
            if (value == null) {
                continue;
            }
            if (!member.isMany()) {
                member.set(object, value);
            } else if (items.wants(member.type())) {
                items.take(object, value);
            } else {
                many.computeIfAbsent(member, any -> new ArrayList<>()).add(value);
            }
        }
        many.forEach((member, values) -> member.set(object, array(values, member.type())));
    }

    private ManagedObjectReference reference() throws XMLStreamException {
        ManagedObjectReference reference = new ManagedObjectReference();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            // xsi:type may stand first, and has the same local name.
            if (reader.getAttributeLocalName(i).equals("type") && (namespace == null || namespace.isEmpty())) {
                reference.setType(reader.getAttributeValue(i));
            }
        }
        reference.setVal(Xml.text(reader));
        return reference;
    }

    private static Object newInstance(Class<?> type, String typeName) throws XMLStreamException {
        if (type == MethodFault.class && typeName != null && !typeName.equals("MethodFault")) {
            return new UnknownFault(typeName);
        }
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new XMLStreamException("no object of " + type.getName() + " can be made", e);
        }
    }

    private Object counted(Object value) {
        if (value == null) {
            skipped++;
        }
        return value;
    }
}
