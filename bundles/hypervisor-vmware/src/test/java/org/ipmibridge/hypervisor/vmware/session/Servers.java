package org.ipmibridge.hypervisor.vmware.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.ipmibridge.hypervisor.vmware.fake.FakeVm;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.ipmibridge.hypervisor.vmware.soap.Trust;

/** What tests of sessions have in common. */
public final class Servers {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Servers() {}

    /** Settings for a server that answers at once. */
    public static ServerSettings settings(FakeVsphere server) {
        return settings(server, FakeVsphere.PASSWORD, Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    public static ServerSettings settings(
            FakeVsphere server, String password, Duration requestTimeout, Duration taskTimeout) {
        return new ServerSettings(
                "fake",
                server.url(),
                FakeVsphere.USER,
                password,
                Trust.fingerprint(server.fingerprint()),
                Duration.ofSeconds(10),
                requestTimeout,
                taskTimeout,
                4);
    }

    /** The session when it has logged in: only then does no call pay for a server that is slow at first. */
    public static VimSession connected(VimSession session) {
        await("a session", () -> session.status().connectedSince().isPresent());
        return session;
    }

    /** Waits until the session says that this is wrong. */
    static void awaitProblem(VimSession session, String words) {
        await(words, () -> session.status().problem().orElse("").contains(words));
    }

    /** Waits for what comes by itself. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** What the stage completes with, or the exception that it fails with. */
    public static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    public static ManagedObjectReference reference(FakeVm machine) {
        return reference("VirtualMachine", machine.id());
    }

    public static ManagedObjectReference reference(String type, String id) {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.setType(type);
        reference.setVal(id);
        return reference;
    }

    /** A property of a machine; null if it is unset. */
    public static Object property(Vim vim, ManagedObjectReference machine, String path) throws RemoteException {
        List<Object> values = new ArrayList<>();
        vim.client()
                .retrieve(
                        vim.content().getPropertyCollector(),
                        new PropertyFilterSpec[] {filter(machine, path)},
                        content -> {
                            for (DynamicProperty property : content.getPropSet()) {
                                values.add(property.getVal());
                            }
                        });
        return values.isEmpty() ? null : values.get(0);
    }

    /** A filter for some properties of virtual machines. */
    public static PropertyFilterSpec filter(ManagedObjectReference object, String... paths) {
        PropertySpec properties = new PropertySpec();
        properties.setType("VirtualMachine");
        properties.setPathSet(paths);
        ObjectSpec objects = new ObjectSpec();
        objects.setObj(object);
        PropertyFilterSpec filter = new PropertyFilterSpec();
        filter.setPropSet(new PropertySpec[] {properties});
        filter.setObjectSet(new ObjectSpec[] {objects});
        return filter;
    }
}
