package org.ipmibridge.hypervisor.vmware.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ws.Argument;
import java.lang.reflect.Array;
import java.util.Set;

/** Writes a call. Members come in the order of the schema; characters that XML cannot have are left out. */
final class Encoder {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"" + Xml.XSI + "\"><soapenv:Body>";
    private static final String TAIL = "</soapenv:Body></soapenv:Envelope>";

    /** Optional in the schema, but primitive in the data types: 0 means that nobody set them. */
    private static final Set<String> UNSET_WHEN_ZERO = Set.of("npivDesiredNodeWwns", "npivDesiredPortWwns");

    private final StringBuilder out = new StringBuilder(1024);

    private Encoder() {}

    /** The envelope of a call of {@code method}. */
    static String call(String method, Argument[] arguments) {
        Encoder encoder = new Encoder();
        encoder.out.append(HEAD).append('<').append(method).append(" xmlns=\"urn:vim25\">");
        for (Argument argument : arguments == null ? new Argument[0] : arguments) {
            encoder.values(argument.getName(), argument.getValue(), component(argument.getType()));
        }
        encoder.out.append("</").append(method).append('>').append(TAIL);
        return encoder.out.toString();
    }

    private static String component(String type) {
        return type == null ? "" : type.replace("[]", "");
    }

    private void values(String name, Object value, String declared) {
        if (value == null) {
            return;
        }
        if (value.getClass().isArray() && !(value instanceof byte[])) {
            for (int i = 0; i < Array.getLength(value); i++) {
                values(name, Array.get(value, i), declared);
            }
        } else {
            value(name, value, declared);
        }
    }

    private void value(String name, Object value, String declared) {
        if (Scalars.isScalar(value.getClass())) {
            out.append('<').append(name);
            if (declared.equals("Object")) {
                type(value.getClass().isEnum() ? VimTypes.nameOf(value.getClass()) : Scalars.schemaName(value));
            }
            out.append('>');
            escape(Scalars.format(value));
        } else if (value instanceof ManagedObjectReference reference) {
            reference(name, reference, declared);
        } else {
            object(name, value, declared);
        }
        out.append("</").append(name).append('>');
    }

    private void reference(String name, ManagedObjectReference reference, String declared) {
        out.append('<').append(name);
        if (declared.equals("Object")) {
            type("ManagedObjectReference");
        }
        out.append(" type=\"");
        escape(reference.getType() == null ? "" : reference.getType());
        out.append("\">");
        escape(reference.getVal() == null ? "" : reference.getVal());
    }

    private void object(String name, Object value, String declared) {
        String type = VimTypes.nameOf(value.getClass());
        out.append('<').append(name);
        if (!type.equals(declared)) {
            type(type);
        }
        out.append('>');
        for (Member member : Members.of(value.getClass()).ordered()) {
            Object content = member.get(value);
            if (!(UNSET_WHEN_ZERO.contains(member.name())
                    && Short.valueOf((short) 0).equals(content))) {
                values(member.name(), content, VimTypes.nameOf(member.type()));
            }
        }
    }

    private void type(String name) {
        out.append(" xsi:type=\"").append(name).append('"');
    }

    private void escape(String text) {
        text.codePoints().filter(Encoder::isXml).forEach(character -> {
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(character);
            }
        });
    }

    /** XML 1.0, section 2.2. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
