package org.ipmibridge.hypervisor.vmware.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small vSphere that lies on demand; see the package. Thread-safe. */
public final class FakeVsphere implements AutoCloseable {
    public static final String USER = "oper";
    public static final String PASSWORD = "test-only";

    private static final TestIdentity IDENTITY = TestIdentity.selfSigned("ip:127.0.0.1");

    private final FakeInventory inventory = new FakeInventory();
    private final FakeTasks tasks = new FakeTasks(inventory);
    private final FakeMethods methods = new FakeMethods(inventory, tasks);
    private final Map<String, Queue<Behaviour>> once = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> always = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private volatile TestIdentity identity;
    private volatile CountDownLatch frozen = new CountDownLatch(0);
    private volatile String versions = "6.5";
    private volatile String lastAction = "";
    private ExecutorService threads;
    private HttpsServer server;
    private int port;

    private FakeVsphere(TestIdentity identity) {
        this.identity = identity;
        start();
    }

    /** One with a self-signed certificate for 127.0.0.1, without machines, whose tasks end at once. */
    public static FakeVsphere create() {
        return new FakeVsphere(IDENTITY);
    }

    public static FakeVsphere create(TestIdentity identity) {
        return new FakeVsphere(identity);
    }

    /** Starts it again after {@link #stop()}, on the same port; its sessions are forgotten, its machines are not. */
    public void start() {
        try {
            threads = Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "fake-vsphere");
                thread.setDaemon(true);
                return thread;
            });
            server = HttpsServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
            server.setExecutor(threads);
            server.createContext("/sdk", this::soap);
            server.createContext("/sdk/vimServiceVersions.xml", this::versions);
            server.createContext("/folder", this::folder);
            server.start();
            port = server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The certificate that it shows from the next {@link #start()} on. */
    public void present(TestIdentity other) {
        identity = other;
    }

    /** Ends all connections and accepts none. */
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
        methods.endSessions();
    }

    @Override
    public void close() {
        thaw();
        tasks.close();
        // The JDK's server takes up to a second to end.
        new Thread(this::stop, "fake-vsphere-end").start();
    }

    public URI url() {
        return URI.create("https://127.0.0.1:" + port + "/sdk");
    }

    public String fingerprint() {
        return identity.fingerprint();
    }

    /** A virtual machine, powered off, in folder {@code DC0/vm}, with instance UUID, BIOS UUID, one disk and one network adapter. */
    public FakeVm addVm(String name) {
        return new FakeVm(inventory.add("VirtualMachine", "vm"), tasks, methods.place()).asNew(name);
    }

    public void remove(FakeVm machine) {
        inventory.remove(machine.object());
    }

    /** Another managed object, for instance a datastore. */
    public FakeObject add(String type, String id) {
        return inventory.put(type, id);
    }

    /** How the next call of a method is answered, instead of as it should be; several queue up. */
    public void next(String method, Behaviour behaviour) {
        once.computeIfAbsent(method, any -> new ConcurrentLinkedQueue<>()).add(behaviour);
    }

    /** How each call of a method is answered from now on; {@link Behaviour#normal()} ends it. */
    public void always(String method, Behaviour behaviour) {
        always.put(method, behaviour);
    }

    /** How long tasks take: half of it queued, half of it running. */
    public void taskDuration(Duration duration) {
        tasks.setDuration(duration);
    }

    /** How many objects are told in one answer of {@code RetrievePropertiesEx}. */
    public void pageSize(int objects) {
        methods.setPageSize(objects);
    }

    /** What {@code vimServiceVersions.xml} lists, with spaces in between, the newest first; empty: there is no such file. */
    public void versions(String list) {
        versions = list;
    }

    /** The SOAPAction of the last call. */
    public String lastAction() {
        return lastAction;
    }

    /** How often a method was called, whatever became of it. */
    public int calls(String method) {
        return counts.getOrDefault(method, new AtomicInteger()).get();
    }

    public int logIns() {
        return methods.logIns();
    }

    /** How many sessions there are. */
    public int sessions() {
        return methods.sessions();
    }

    /** Forgets all sessions, as servers do after some time without a call. */
    public void endSessions() {
        methods.endSessions();
    }

    /** Connections are accepted, and nothing is answered, until {@link #thaw()}. */
    public void freeze() {
        frozen = new CountDownLatch(1);
    }

    public void thaw() {
        frozen.countDown();
    }

    /** A file of a datastore; null if there is none. */
    public byte[] file(String datastore, String path) {
        return files.get(datastore + "/" + path);
    }

    public void putFile(String datastore, String path, byte[] content) {
        files.put(datastore + "/" + path, content);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void soap(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = new Call(exchange, Xml.call(exchange.getRequestBody()), methods);
            counts.computeIfAbsent(call.method(), any -> new AtomicInteger()).incrementAndGet();
            lastAction = call.action();
            frozen.await();
            behaviour(call.method()).on(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Behaviour behaviour(String method) {
        Queue<Behaviour> waiting = once.get(method);
        Behaviour next = waiting == null ? null : waiting.poll();
        return next != null ? next : always.getOrDefault(method, Behaviour.normal());
    }

    private void versions(HttpExchange exchange) throws IOException {
        String[] list = versions.split(" ");
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><namespaces version=\"1.0\">"
                + "<namespace><name>urn:vim25</name><version>" + list[0] + "</version><priorVersions>");
        for (int i = 1; i < list.length; i++) {
            xml.append("<version>").append(list[i]).append("</version>");
        }
        xml.append("</priorVersions></namespace><namespace><name>urn:other</name><version>9.9</version></namespace>"
                + "</namespaces>");
        send(exchange, versions.isEmpty() ? 404 : 200, xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void folder(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getQuery();
        String key = query.substring(query.indexOf("dsName=") + 7)
                + exchange.getRequestURI().getPath().substring("/folder".length());
        if (!methods.hasSession(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")))) {
            send(exchange, 401, new byte[0]);
        } else if (exchange.getRequestMethod().equals("PUT")) {
            files.put(key, body);
            send(exchange, 201, new byte[0]);
        } else {
            byte[] file = files.get(key);
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(file == null ? 0 : file.length));
            exchange.sendResponseHeaders(file == null ? 404 : 200, -1);
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
