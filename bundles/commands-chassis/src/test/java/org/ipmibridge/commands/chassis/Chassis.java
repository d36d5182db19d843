package org.ipmibridge.commands.chassis;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.ipmibridge.testkit.FakeSession;

/** All commands of the bundle on one fake machine; requests and answers are hexadecimal, as in traces of real clients. */
final class Chassis {
    final FakeClock clock = new FakeClock();
    final FakeMachine machine = new FakeMachine("vm1");
    final FakeBmc bmc = new FakeBmc("vm1");
    final FakeMachineDirectory directory;

    private final Map<String, Object> properties = new HashMap<>();
    private final ChassisConfiguration configuration;
    private final Map<Integer, CommandHandler> handlers = new HashMap<>();
    private FakeSession session = FakeSession.of("vm1", PrivilegeLevel.ADMINISTRATOR);
    private final HandOver left = new HandOver(new HashMap<>());
    private PowerControls controls;
    private BootFlagExpiry expiry;

    Chassis() {
        directory = new FakeMachineDirectory(machine);
        configuration = new ChassisConfiguration(properties);
        start();
    }

    /** A chassis whose BMC controls this machine of the test's own. */
    Chassis(Machine own) {
        this();
        directory.remove(machine);
        directory.add(own);
    }

    /** Replaces the bundle: everything that it kept in itself is gone. */
    void start() {
        Machines machines = new Machines(directory, clock);
        expiry = new BootFlagExpiry(machines, configuration, clock, clock.scheduler());
        expiry.bmcs = new FakeBmcDirectory(bmc);
        expiry.resume();
        if (controls != null) {
            controls.leave();
        }
        controls = new PowerControls(machines, left);
        BootParameters parameters = new BootParameters(machines, configuration, expiry, clock);
        handlers.put(0x00, new GetChassisCapabilities());
        handlers.put(0x01, new GetChassisStatus(machines, clock));
        handlers.put(0x02, new ChassisControl(machines, controls, configuration, expiry));
        handlers.put(0x04, new ChassisIdentify(clock));
        handlers.put(0x05, new SetChassisCapabilities());
        handlers.put(0x06, new SetPowerRestorePolicy());
        handlers.put(0x07, new GetSystemRestartCause(machines));
        handlers.put(0x08, new SetSystemBootOptions(parameters));
        handlers.put(0x09, new GetSystemBootOptions(parameters, machines));
        handlers.put(0x0A, new SetFrontPanelEnables());
        handlers.put(0x0B, new SetPowerCycleInterval());
        handlers.put(0x0F, new GetPohCounter(machines));
    }

    void stop() {
        expiry.cancel(bmc);
        expiry.bmcs = null;
    }

    void configure(String key, String value) {
        properties.put(key, value);
        configuration.modified(properties);
    }

    /** From now on requests come in this session. */
    void useSession(int id) {
        session = session.withId(id);
    }

    /** Sends, for example, {@code 02 01}: command, then data. The answer must be there at once. */
    String send(String request) {
        CommandResponse response = answer(request);
        String data = HexFormat.ofDelimiter(" ").formatHex(response.data());
        return (String.format("%02x", response.code().code()) + " " + data).strip();
    }

    CommandResponse answer(String request) {
        CompletableFuture<CommandResponse> answer = begin(request).toCompletableFuture();
        if (!answer.isDone()) {
            throw new AssertionError("no answer to " + request + " yet");
        }
        return answer.join();
    }

    CompletionStage<CommandResponse> begin(String request) {
        byte[] bytes = HexFormat.of().parseHex(request.replace(" ", ""));
        int[] data = new int[bytes.length - 1];
        for (int i = 0; i < data.length; i++) {
            data[i] = bytes[i + 1];
        }
        CommandRequest command = CommandRequests.in(session, bmc, NetFn.CHASSIS, bytes[0] & 0xFF, data);
        try {
            return handlers.get((int) bytes[0]).handle(command);
        } catch (CommandException e) {
            return CommandResponse.error(e.code()).now();
        } catch (MalformedPacketException e) {
            return CommandResponse.error(CompletionCode.REQUEST_DATA_LENGTH_INVALID)
                    .now();
        }
    }
}
