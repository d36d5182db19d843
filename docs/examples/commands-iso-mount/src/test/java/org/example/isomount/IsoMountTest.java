package org.example.isomount;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.junit.Test;

public final class IsoMountTest {
    private static final String RESCUE = "[isos] rescue.iso";

    private final Map<String, byte[]> settings = new HashMap<>();
    private Optional<IsoImage> drive = Optional.empty();

    private final BmcSettings memory = fake(BmcSettings.class, (method, arguments) -> switch (method) {
        case "get" -> Optional.ofNullable(settings.get(arguments[0]));
        case "putVolatile" -> settings.put((String) arguments[0], (byte[]) arguments[1]);
        case "remove" -> CompletableFuture.completedStage(settings.remove(arguments[0]));
        default -> throw new AssertionError(method);
    });
    private final Bmc bmc = fake(Bmc.class, (method, arguments) -> method.equals("settings") ? memory : "vm1");
    private final Machine machine = fake(Machine.class, (method, arguments) -> switch (method) {
        case "mountIso" -> mount((IsoImage) arguments[0]);
        case "ejectIso" -> mount(null);
        case "mountedIso" -> CompletableFuture.completedStage(drive);
        default -> throw new AssertionError(method);
    });
    private final MachineDirectory machines = fake(MachineDirectory.class, (method, arguments) -> machine);

    @Test
    public void anImageIsMountedByItsPath() {
        assertArrayEquals(new byte[0], send(new MountIso(machines), IsoPath.encode(RESCUE)));

        assertEquals(Optional.of(new IsoImage(RESCUE)), drive);
    }

    @Test
    public void aLongPathIsMountedInParts() {
        assertArrayEquals(bytes(7, 0), send(new StagePath(), bytes(0, 0, '[', 'i', 's', 'o', 's', ']', ' ')));
        assertArrayEquals(bytes(8, 0), send(new StagePath(), bytes(7, 0, 'a')));
        send(new MountIso(machines));

        assertEquals(Optional.of(new IsoImage("[isos] a")), drive);
        assertCode(CompletionCode.INVALID_DATA_FIELD, () -> send(new MountIso(machines)));
    }

    @Test
    public void aPartThatDoesNotFitIsRefused() {
        assertCode(CompletionCode.PARAMETER_OUT_OF_RANGE, () -> send(new StagePath(), bytes(1, 0, 'a')));
        assertCode(CompletionCode.DATA_FIELD_LENGTH_EXCEEDED, () -> send(new StagePath(), new byte[2 + 1025]));
    }

    @Test
    public void theMountedPathIsToldInParts() {
        assertArrayEquals(bytes(0, 0), send(new GetMountedIso(machines)));
        drive = Optional.of(new IsoImage(RESCUE));

        assertArrayEquals(bytes(17, 0, '[', 'i'), send(new GetMountedIso(machines), bytes(0, 0, 2)));
        assertArrayEquals(bytes(17, 0, 's', 'o'), send(new GetMountedIso(machines), bytes(15, 0, 99)));
        assertArrayEquals(bytes(17, 0), send(new GetMountedIso(machines), bytes(255, 255, 99)));
        assertEquals(2 + 17, send(new GetMountedIso(machines)).length);
    }

    @Test
    public void theDriveIsEmptiedAgain() {
        drive = Optional.of(new IsoImage(RESCUE));
        send(new EjectIso(machines));

        assertEquals(Optional.empty(), drive);
    }

    @Test
    public void whatIsNoPathAndWhatIsNotThereIsRefused() {
        assertCode(CompletionCode.INVALID_DATA_FIELD, () -> send(new MountIso(machines), bytes(0xFF)));
        assertCode(CompletionCode.INVALID_DATA_FIELD, () -> send(new MountIso(machines), bytes('a', 0)));
        assertCode(CompletionCode.NOT_PRESENT, () -> send(new MountIso(machines), IsoPath.encode("[isos] none.iso")));
    }

    private Object mount(IsoImage image) {
        if (image != null && image.path().contains("none")) {
            return CompletableFuture.failedStage(new IsoUnavailableException("there is no such image"));
        }
        drive = Optional.ofNullable(image);
        return CompletableFuture.completedStage(null);
    }

    private byte[] send(CommandHandler command, byte... data) {
        CommandRequest request = new CommandRequest(
                bmc, Optional.empty(), new InetSocketAddress(0), true, NetFn.OEM_GROUP, 0, 0, data);
        return command.handle(request).toCompletableFuture().join().data();
    }

    private static void assertCode(CompletionCode code, Runnable sending) {
        RuntimeException thrown = assertThrows(RuntimeException.class, sending::run);
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        assertEquals(code, ((CommandException) cause).code());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method.getName(), arguments));
        return type.cast(proxy);
    }
}
