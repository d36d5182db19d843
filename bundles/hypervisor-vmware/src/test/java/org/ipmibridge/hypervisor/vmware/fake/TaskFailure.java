package org.ipmibridge.hypervisor.vmware.fake;

/** A task ends with an error. */
final class TaskFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String xml;

    TaskFailure(String type, String xml, String words) {
        super(words);
        this.xml = "<fault xsi:type=\"" + type + "\">" + xml + "</fault><localizedMessage>" + Xml.escape(words)
                + "</localizedMessage>";
    }

    /** What is within a {@code LocalizedMethodFault}. */
    String xml() {
        return xml;
    }
}
