package org.ipmibridge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.ipmibridge.runtime.api.problem.Problem;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;

public final class MetricsServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration NEVER = Duration.ofDays(1);

    private MetricsService service;

    @After
    public void stop() {
        if (service != null) {
            service.deactivate();
        }
    }

    @Test
    public void aPortInUseIsTakenAsSoonAsItIsFree() throws Exception {
        int port;
        try (ServerSocket used = use()) {
            port = used.getLocalPort();
            service = service("true", port, PAUSE);
            assertThat(service.problems())
                    .singleElement()
                    .extracting(Problem::text)
                    .asString()
                    .contains("port = 127.0.0.1:" + port, "cannot be served there");
        }

        await(() -> service.problems().isEmpty());

        assertThat(ready(port)).contains("not ready");
    }

    @Test
    public void aProblemThatStaysIsAsOldAsItsFirstAttempt() throws Exception {
        try (ServerSocket used = use()) {
            service = service("true", used.getLocalPort(), NEVER);
            Problem first = service.problems().get(0);

            service.again();

            assertThat(service.problems()).containsExactly(first);
        }
    }

    @Test
    public void anEditThatFailsLeavesTheFiguresWhereTheyWere() throws Exception {
        int port = freePort();
        service = service("true", port, NEVER);

        try (ServerSocket used = use()) {
            configure("true", used.getLocalPort());
            assertThat(service.problems()).hasSize(1);
            assertThat(ready(port)).contains("not ready");
        }
        configure("true", port);

        assertThat(service.problems()).isEmpty();
        assertThat(ready(port)).contains("not ready");
    }

    @Test
    public void figuresThatAreSwitchedOffAreNotTriedAgain() throws Exception {
        int port;
        try (ServerSocket used = use()) {
            port = used.getLocalPort();
            service = service("true", port, NEVER);
            configure("false", port);
        }

        service.again();

        assertThat(service.problems()).isEmpty();
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("metrics-")));
    }

    private static MetricsService service(String enabled, int port, Duration pause) {
        return new MetricsService(
                context(), configuration(port), Map.of("enabled", enabled), new BridgeFake().bridge(), pause);
    }

    private void configure(String enabled, int port) {
        service.configure(configuration(port), Map.of("enabled", enabled));
    }

    private static MetricsConfiguration configuration(int port) {
        return new MetricsConfiguration() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return MetricsConfiguration.class;
            }

            @Override
            public String enabled() {
                throw new UnsupportedOperationException("is read as text");
            }

            @Override
            public String address() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }
        };
    }

    /** A bundle that can register services. */
    private static BundleContext context() {
        Bundle bundle = proxy(Bundle.class, Version.valueOf("1.2.3"));
        ServiceRegistration<?> registration = proxy(ServiceRegistration.class, null);
        return (BundleContext) Proxy.newProxyInstance(
                MetricsServiceTest.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getBundle" -> bundle;
                    case "registerService" -> registration;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Answers with the version, or with null. */
    private static <T> T proxy(Class<T> type, Object version) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getReturnType() == Version.class ? version : null));
    }

    private static ServerSocket use() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = use()) {
            return socket.getLocalPort();
        }
    }

    private static String ready(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write("GET /-/ready HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
