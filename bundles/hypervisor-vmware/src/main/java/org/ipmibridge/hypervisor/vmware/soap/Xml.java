package org.ipmibridge.hypervisor.vmware.soap;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML of a server that need not be believed: no document types, nothing from elsewhere. */
final class Xml {
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private static final XMLInputFactory FACTORY = factory();

    private Xml() {}

    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(in);
    }

    /** Moves on to the next start or end of an element; true for a start. */
    static boolean toElement(XMLStreamReader reader) throws XMLStreamException {
        while (true) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
            refuse(event, reader);
        }
    }

    /** The text of the element whose start was read, without that of elements within; moves on to its end. */
    static String text(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        while (true) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (depth-- == 0) {
                    return text.toString();
                }
            } else if (depth == 0 && reader.isCharacters()) {
                text.append(reader.getText());
            } else {
                refuse(event, reader);
            }
        }
    }

    /** Moves on to the end of the element whose start was read. */
    static void skip(XMLStreamReader reader) throws XMLStreamException {
        for (int depth = 0; depth >= 0; ) {
            depth += toElement(reader) ? 1 : -1;
        }
    }

    /** Without prefix; null if there is none. */
    static String xsiType(XMLStreamReader reader) {
        String type = reader.getAttributeValue(XSI, "type");
        return type == null ? null : type.substring(type.indexOf(':') + 1).trim();
    }

    private static void refuse(int event, XMLStreamReader reader) throws XMLStreamException {
        if (event == XMLStreamConstants.END_DOCUMENT) {
            throw new XMLStreamException("it ends too early", reader.getLocation());
        }
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("it declares a document type or entities", reader.getLocation());
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // From JDK 24 on these limits count &amp; and its like too, of which a long list has more than the limit.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        return factory;
    }
}
