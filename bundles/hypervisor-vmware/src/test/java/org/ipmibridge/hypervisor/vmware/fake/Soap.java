package org.ipmibridge.hypervisor.vmware.fake;

/** SOAP envelopes as vSphere writes them. */
public final class Soap {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soapenv:Envelope"
            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<soapenv:Body>\n";
    private static final String TAIL = "\n</soapenv:Body>\n</soapenv:Envelope>";

    private Soap() {}

    public static String response(String method, String xml) {
        return HEAD + "<" + method + "Response xmlns=\"urn:vim25\">" + xml + "</" + method + "Response>" + TAIL;
    }

    public static String fault(String type, String xml, String words) {
        return HEAD + "<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>" + Xml.escape(words)
                + "</faultstring><detail><" + type + "Fault xmlns=\"urn:vim25\" xsi:type=\"" + type + "\">" + xml + "</"
                + type + "Fault></detail></soapenv:Fault>" + TAIL;
    }
}
