package org.ipmibridge.hypervisor.vmware.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.w3c.dom.Element;

/** A call that the server got. */
public final class Call {
    private final HttpExchange exchange;
    private final Element element;
    private final FakeMethods methods;

    Call(HttpExchange exchange, Element element, FakeMethods methods) {
        this.exchange = exchange;
        this.element = element;
        this.methods = methods;
    }

    public String method() {
        return element.getLocalName();
    }

    /** The id of the object that it is about. */
    public String self() {
        return Xml.text(element, "_this");
    }

    /** The text of an argument; empty if there is none. */
    public String argument(String name) {
        return Xml.text(element, name);
    }

    /** What was sent, as the header says which version is spoken. */
    public String action() {
        return String.valueOf(exchange.getRequestHeaders().getFirst("SOAPAction"));
    }

    Element element() {
        return element;
    }

    String cookie() {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
    }

    void setCookie(String cookie) {
        exchange.getResponseHeaders().set("Set-Cookie", cookie + "; Path=/; HttpOnly; Secure");
    }

    void answer() throws IOException {
        String xml = answerXml();
        send(xml.contains("<soapenv:Fault>") ? 500 : 200, "text/xml", xml);
    }

    String answerXml() {
        return methods.run(this);
    }

    void failTask(String type, String xml, String words) throws IOException {
        send(200, "text/xml", Soap.response(method(), methods.failTask(this, type, xml, words)));
    }

    void send(int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    void cut() {
        exchange.close();
    }

    void truncate() throws IOException {
        sendHalf();
        exchange.close();
    }

    void stall(Duration pause) throws IOException {
        sendHalf();
        FakeVsphere.pause(pause);
        exchange.close();
    }

    private void sendHalf() throws IOException {
        byte[] bytes = answerXml().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(Arrays.copyOf(bytes, bytes.length / 2));
        exchange.getResponseBody().flush();
    }
}
