package org.ipmibridge.hypervisor.vmware.soap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The version of the vSphere API that a server is asked to speak.
 *
 * @param action the SOAPAction header
 */
record ApiVersion(String action) {
    /** What every server that is supported speaks. */
    static final ApiVersion OLDEST = new ApiVersion("urn:vim25/6.0");

    /** The one that has all that is used; newer ones tell nothing more of it. */
    private static final String WANTED = "6.5";

    /** Where the server lists its versions. */
    static URI listOf(URI sdk) {
        return sdk.resolve("/sdk/vimServiceVersions.xml");
    }

    /** The best of a list; the oldest one if there is no list to be had. */
    static ApiVersion read(HttpResponse<BodyStream> answer) throws IOException {
        if (answer.statusCode() != 200) {
            return OLDEST;
        }
        try {
            return best(Xml.reader(answer.body()));
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException broken) {
                throw broken;
            }
            return OLDEST;
        }
    }

    private static ApiVersion best(XMLStreamReader reader) throws XMLStreamException {
        Set<String> versions = new HashSet<>();
        String namespace = "";
        for (int depth = 0; depth > 0 || versions.isEmpty(); ) {
            if (!Xml.toElement(reader)) {
                depth--;
            } else if (reader.getLocalName().equals("name")) {
                namespace = Xml.text(reader).trim();
            } else if (reader.getLocalName().equals("version") && namespace.equals("urn:vim25")) {
                versions.add(Xml.text(reader).trim());
            } else {
                depth++;
            }
        }
        return versions.contains(WANTED) ? new ApiVersion("urn:vim25/" + WANTED) : OLDEST;
    }
}
