package org.ipmibridge.hypervisor.vmware.soap;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import org.ipmibridge.hypervisor.vmware.soap.TransportException.Kind;

/** An HTTP answer that should be SOAP: results come with status 200, faults with 500. */
final class SoapAnswer {
    private SoapAnswer() {}

    /** @throws IOException if the server tells a fault, or something else, or the answer breaks off */
    static Object read(HttpResponse<BodyStream> answer, String returnType, Decoder.Items items) throws IOException {
        refuseOthers(answer);
        try {
            return Envelope.read(answer.body(), returnType, items);
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException broken) {
                throw broken;
            }
            throw new TransportException(
                    Kind.NOT_UNDERSTOOD, status(answer) + " with an answer that is not understood: " + firstLine(e), e);
        }
    }

    private static void refuseOthers(HttpResponse<BodyStream> answer) throws TransportException {
        String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (answer.statusCode() != 200 && answer.statusCode() != 500) {
            throw new TransportException(Kind.NOT_UNDERSTOOD, refusal(answer), null);
        }
        if (type.contains("html") || type.contains("text/plain")) {
            throw new TransportException(
                    Kind.NOT_UNDERSTOOD, status(answer) + " with a page (" + type + ") instead of SOAP", null);
        }
    }

    private static String refusal(HttpResponse<?> answer) {
        return switch (answer.statusCode()) {
            case 404 -> status(answer) + ": the vSphere API is not at this address";
            case 503 -> status(answer) + ": it is starting, stopping or overloaded";
            default -> status(answer) + " instead of an answer of the vSphere API";
        };
    }

    private static String status(HttpResponse<?> answer) {
        return "it answers HTTP " + answer.statusCode();
    }

    private static String firstLine(XMLStreamException failure) {
        String[] lines = String.valueOf(failure.getMessage()).split("\n");
        String last = lines[lines.length - 1].replaceFirst("^Message: ", "");
        return last.length() > 200 ? last.substring(0, 200) : last;
    }
}
