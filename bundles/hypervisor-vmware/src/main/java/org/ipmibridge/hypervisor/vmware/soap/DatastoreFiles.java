package org.ipmibridge.hypervisor.vmware.soap;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.vmware.soap.FileRefusedException.Reason;

/** Files of datastores, over HTTPS in the session of a client. Blocks. Thread-safe. */
public final class DatastoreFiles {
    private final HttpTransport transport;
    private final URI sdk;
    private final Duration timeout;
    private final Supplier<Optional<String>> cookie;

    DatastoreFiles(HttpTransport transport, URI sdk, Duration timeout, Supplier<Optional<String>> cookie) {
        this.transport = transport;
        this.sdk = sdk;
        this.timeout = timeout;
        this.cookie = cookie;
    }

    /**
     * Stores a file; one that is there is replaced.
     *
     * @param path within the datastore, with slashes, for instance {@code iso/debian.iso}; its folder must exist
     * @param datacenter the inventory path of the datastore's datacenter, for instance {@code DC0}; {@code ha-datacenter} on ESXi
     * @param progress is told how many bytes were sent, from time to time, on whatever thread
     * @throws FileRefusedException if the server does not store it
     * @throws TransportException if there is no answer; also when nothing moves for the time of one answer
     */
    public void put(String datacenter, String datastore, String path, Path file, LongConsumer progress)
            throws IOException {
        Upload upload = new Upload(file, progress);
        HttpRequest request = request(datacenter, datastore, path)
                .header("Content-Type", "application/octet-stream")
                .PUT(body(upload, Files.size(file)))
                .build();
        transport.upload(request, timeout, upload::sent, answer -> accepted(answer, 200, 201, 204));
    }

    /**
     * The length of a file in bytes.
     *
     * @return empty if there is no such file, or the server does not tell its length
     */
    public OptionalLong length(String datacenter, String datastore, String path) throws RemoteException {
        HttpRequest request = request(datacenter, datastore, path)
                .timeout(timeout)
                .method("HEAD", BodyPublishers.noBody())
                .build();
        return transport.exchange(
                request,
                timeout,
                answer -> accepted(answer, 200, 404) == 404
                        ? OptionalLong.empty()
                        : answer.headers().firstValueAsLong("Content-Length"));
    }

    /** With its length, which servers of datastores want to know before. */
    private static HttpRequest.BodyPublisher body(Upload upload, long length) {
        return length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(upload::open), length);
    }

    private HttpRequest.Builder request(String datacenter, String datastore, String path) {
        String encoded =
                Arrays.stream(path.split("/")).map(DatastoreFiles::encoded).collect(Collectors.joining("/"));
        URI target =
                sdk.resolve("/folder/" + encoded + "?dcPath=" + encoded(datacenter) + "&dsName=" + encoded(datastore));
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        cookie.get().ifPresent(session -> request.header("Cookie", session));
        return request;
    }

    private static int accepted(HttpResponse<?> answer, int... good) throws FileRefusedException {
        int status = answer.statusCode();
        if (Arrays.stream(good).anyMatch(code -> code == status)) {
            return status;
        }
        throw switch (status) {
            case 401, 403 ->
                new FileRefusedException(
                        Reason.FORBIDDEN, "the account may not use the files of this datastore (HTTP " + status + ")");
            case 404 -> new FileRefusedException(Reason.NOT_FOUND, "there is no such datastore or folder (HTTP 404)");
            case 507 -> new FileRefusedException(Reason.FULL, "the datastore is full (HTTP 507)");
            default -> new FileRefusedException(Reason.OTHER, "the server answers HTTP " + status);
        };
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
