package org.ipmibridge.metrics.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a client gets.
 *
 * @param status and its reason, for example {@code 200 OK}
 * @param type the media type
 * @param body not changed any more
 */
public record Response(String status, String type, byte[] body) {
    /** Where there is no such page. */
    public static final Response NOT_FOUND = text("404 Not Found", "there is no such page");

    static final Response BAD_REQUEST = text("400 Bad Request", "this is no HTTP/1 request");
    static final Response NOT_ALLOWED = text("405 Method Not Allowed", "only GET and HEAD are known");
    static final Response TOO_LARGE = text("431 Request Header Fields Too Large", "the request is too large");
    static final Response FAILED = text("500 Internal Server Error", "the page cannot be made; the log tells why");

    /** A page of one line. */
    public static Response text(String status, String line) {
        return new Response(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** All that goes over the wire; the connection ends with it. */
    ByteBuffer encode(boolean withBody) {
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
                + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nAllow: GET, HEAD\r\nConnection: close\r\n\r\n";
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer all = ByteBuffer.allocate(bytes.length + (withBody ? body.length : 0));
        all.put(bytes);
        if (withBody) {
            all.put(body);
        }
        return all.flip();
    }
}
