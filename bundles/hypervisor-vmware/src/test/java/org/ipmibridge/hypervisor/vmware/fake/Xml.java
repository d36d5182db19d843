package org.ipmibridge.hypervisor.vmware.fake;

import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The little XML that is needed. */
final class Xml {
    private Xml() {}

    /** The element within the SOAP body. */
    static Element call(InputStream in) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            Element envelope = factory.newDocumentBuilder().parse(in).getDocumentElement();
            return children(child(envelope, "Body").orElseThrow()).get(0);
        } catch (Exception e) {
            throw new IllegalArgumentException("no SOAP call", e);
        }
    }

    static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
    }

    static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    /** The text of a child; empty if there is none. */
    static String text(Element parent, String name) {
        return child(parent, name).map(Element::getTextContent).orElse("");
    }

    /** The type that {@code xsi:type} tells, or {@code otherwise}. */
    static String type(Element element, String otherwise) {
        String type = element.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "type");
        return type.isEmpty() ? otherwise : type;
    }

    /** What is within an element. */
    static String inner(Element element) {
        StringBuilder xml = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            xml.append(node instanceof Element child ? outer(child) : escape(node.getNodeValue()));
        }
        return xml.toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String outer(Element element) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter out = new StringWriter();
            transformer.transform(new DOMSource(element), new StreamResult(out));
            return out.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
