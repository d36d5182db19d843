package org.ipmibridge.hypervisor.vmware.soap;

import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An answer: what a call returned, or a fault. */
final class Envelope {
    private final XMLStreamReader reader;
    private final Decoder decoder;
    private final Class<?> type;
    private final boolean many;
    private final List<Object> values = new ArrayList<>();
    private VimFault fault;
    private boolean answered;

    private Envelope(InputStream in, String returnType, Decoder.Items items) throws XMLStreamException {
        reader = Xml.reader(in);
        decoder = new Decoder(reader, items);
        many = returnType != null && returnType.endsWith("[]");
        type = typeOf(many ? returnType.substring(0, returnType.length() - 2) : returnType);
    }

    /**
     * Reads an answer to its end.
     *
     * @param returnType the name of what is returned, with {@code []} for a list; null for nothing
     * @return null for nothing
     * @throws XMLStreamException if it is no SOAP, or not all of it
     */
    static Object read(InputStream in, String returnType, Decoder.Items items) throws XMLStreamException, VimFault {
        Envelope envelope = new Envelope(in, returnType, items);
        envelope.readAll();
        return envelope.result();
    }

    private static Class<?> typeOf(String name) {
        return name == null ? Object.class : VimTypes.named(name).orElse(Object.class);
    }

    private void readAll() throws XMLStreamException, VimFault {
        if (!Xml.toElement(reader) || !reader.getLocalName().equals("Envelope")) {
            throw new XMLStreamException("it is <" + reader.getLocalName() + "> and no SOAP envelope");
        }
        while (Xml.toElement(reader)) {
            if (reader.getLocalName().equals("Body")) {
                readBody();
            } else {
                Xml.skip(reader);
            }
        }
        if (!answered) {
            throw new XMLStreamException("it has no body");
        }
    }

    private void readBody() throws XMLStreamException, VimFault {
        while (Xml.toElement(reader)) {
            answered = true;
            if (reader.getLocalName().equals("Fault")) {
                readFault();
            } else {
                readValues();
            }
        }
    }

    private void readValues() throws XMLStreamException, VimFault {
        while (Xml.toElement(reader)) {
            Object value = reader.getLocalName().equals("returnval") ? decoder.value(type) : skipped();
            if (value != null) {
                values.add(value);
            }
        }
    }

    private Object skipped() throws XMLStreamException {
        Xml.skip(reader);
        return null;
    }

    private void readFault() throws XMLStreamException, VimFault {
        String words = "";
        fault = new VimFault(new UnknownFault("Fault"), "Fault", words);
        while (Xml.toElement(reader)) {
            switch (reader.getLocalName()) {
                case "faultstring" -> {
                    words = Xml.text(reader).trim();
                    fault = new VimFault(fault.fault(), fault.type(), words);
                }
                case "detail" -> readDetail(words);
                default -> Xml.skip(reader);
            }
        }
    }

    private void readDetail(String words) throws XMLStreamException, VimFault {
        while (Xml.toElement(reader)) {
            fault = decoder.fault(words);
        }
    }

    private Object result() throws VimFault {
        if (fault != null) {
            throw fault;
        }
        if (many) {
            return Decoder.array(values, primitive(type));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** The port type wants lists of numbers as arrays of primitives. */
    private static Class<?> primitive(Class<?> type) {
        return MethodType.methodType(type).unwrap().returnType();
    }
}
