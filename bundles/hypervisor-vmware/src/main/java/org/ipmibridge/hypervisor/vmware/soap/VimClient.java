package org.ipmibridge.hypervisor.vmware.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.ObjectUpdate;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertyFilterUpdate;
import com.vmware.vim25.RetrieveOptions;
import com.vmware.vim25.RetrieveResult;
import com.vmware.vim25.UpdateSet;
import com.vmware.vim25.WaitOptions;
import com.vmware.vim25.ws.Argument;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The calls of one session. A call fails with a {@link VimFault} that the server tells, or with a {@link TransportException}. Blocks.
 * Thread-safe.
 */
public final class VimClient extends FixedClient {
    private static final Duration ALL_OBJECTS = Duration.ofSeconds(30);

    private final HttpTransport transport;
    private final URI sdk;
    private final Duration timeout;
    private volatile ApiVersion version = ApiVersion.OLDEST;
    private volatile String cookie;

    /**
     * A session that is not logged in.
     *
     * @param sdk where the API is, for instance {@code https://vcenter.example.org/sdk}
     * @param timeout for one answer
     */
    public VimClient(HttpTransport transport, URI sdk, Duration timeout) {
        this.transport = transport;
        this.sdk = sdk;
        this.timeout = timeout;
    }

    /** Asks which versions of the API there are and speaks the best one from now on. */
    public void negotiateVersion() throws RemoteException {
        HttpRequest request = HttpRequest.newBuilder(ApiVersion.listOf(sdk))
                .timeout(timeout)
                .GET()
                .build();
        version = transport.exchange(request, timeout, ApiVersion::read);
    }

    /**
     * Waits for updates, each of which is handed over while the answer arrives. When the call fails in the middle, updates have been
     * handed over whose version is not known; with the version of before the server tells them again.
     *
     * @param version that of the answer before; empty for the first time
     * @return what the answer has beside the updates; none when there was nothing new
     */
    public Optional<UpdateSet> waitForUpdates(
            ManagedObjectReference collector, String version, WaitOptions options, UpdateConsumer consumer)
            throws RemoteException {
        Argument[] arguments = {
            new Argument("_this", "ManagedObjectReference", collector),
            new Argument("version", "String", version),
            new Argument("options", "WaitOptions", options)
        };
        Decoder.Items items = new Each<>(
                ObjectUpdate.class,
                (owner, update) -> consumer.accept(((PropertyFilterUpdate) owner).getFilter(), update));
        return Optional.ofNullable(
                (UpdateSet) send("WaitForUpdatesEx", arguments, "UpdateSet", items, longest(options)));
    }

    /**
     * Longer than for other calls: of thousands of objects, a busy server needs its time, and who gave up would begin with all of them
     * again.
     */
    private Duration longest(WaitOptions options) {
        Duration wait = Duration.ofSeconds(options.getMaxWaitSeconds() == null ? 0 : options.getMaxWaitSeconds());
        return wait.plus(timeout.compareTo(ALL_OBJECTS) > 0 ? timeout : ALL_OBJECTS);
    }

    /** Reads properties, to the last page; each object is handed over while the answer arrives. */
    public void retrieve(
            ManagedObjectReference collector, PropertyFilterSpec[] filters, Consumer<ObjectContent> consumer)
            throws RemoteException {
        Argument self = new Argument("_this", "ManagedObjectReference", collector);
        Argument[] first = {
            self,
            new Argument("specSet", "PropertyFilterSpec[]", filters),
            new Argument("options", "RetrieveOptions", new RetrieveOptions())
        };
        Decoder.Items items = new Each<>(ObjectContent.class, (owner, content) -> consumer.accept(content));
        RetrieveResult page = (RetrieveResult) call("RetrievePropertiesEx", first, "RetrieveResult", items, timeout);
        while (page != null && page.getToken() != null) {
            Argument[] next = {self, new Argument("token", "String", page.getToken())};
            page = (RetrieveResult) call("ContinueRetrievePropertiesEx", next, "RetrieveResult", items, timeout);
        }
    }

    /** The files of datastores, in this session. */
    public DatastoreFiles files() {
        return new DatastoreFiles(transport, sdk, timeout, () -> Optional.ofNullable(cookie));
    }

    @Override
    public Object invoke(String method, Argument[] arguments, String returnType) throws RemoteException {
        return call(method, arguments, returnType, Each.none(), timeout);
    }

    private Object call(String method, Argument[] arguments, String returnType, Decoder.Items items, Duration longest)
            throws RemoteException {
        long begun = System.nanoTime();
        boolean answered = false;
        try {
            Object result = send(method, arguments, returnType, items, longest);
            answered = true;
            return result;
        } finally {
            transport.meter().ended(System.nanoTime() - begun, answered);
        }
    }

    private Object send(String method, Argument[] arguments, String returnType, Decoder.Items items, Duration longest)
            throws RemoteException {
        HttpRequest.Builder request = HttpRequest.newBuilder(sdk)
                .timeout(longest)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", version.action())
                .POST(HttpRequest.BodyPublishers.ofString(Encoder.call(method, arguments), StandardCharsets.UTF_8));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        transport.countCall();
        return transport.exchange(request.build(), timeout, answer -> answer(answer, returnType, items));
    }

    private Object answer(HttpResponse<BodyStream> answer, String returnType, Decoder.Items items) throws IOException {
        Object result = SoapAnswer.read(answer, returnType, items);
        answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0].trim());
        return result;
    }

    @Override
    public String getCookie() {
        return cookie;
    }

    @Override
    public void setCookie(String cookie) {
        this.cookie = cookie;
    }

    @Override
    public URL getBaseUrl() {
        try {
            return sdk.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("https is not known: " + sdk, e);
        }
    }

    @Override
    public int getReadTimeout() {
        return (int) timeout.toMillis();
    }
}
