package org.example.scripted;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class ScriptedHypervisorTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> values = new HashMap<>();
    private ScriptedHypervisor hypervisor;

    @Before
    public void start() throws Exception {
        Path script = folder.getRoot().toPath().resolve("switch");
        Files.writeString(
                script,
                "#!/bin/sh\ncd \"$(dirname \"$0\")\"\ncase $1 in\non) sleep 0.2; touch \"on-$2\";;\noff) rm \"on-$2\";;\n"
                        + "status) test -e \"on-$2\" && echo ON || echo off;;\nnonsense) echo maybe;;\n"
                        + "broken) echo no contact; exit 3;;\nhanging) sleep 100 & sleep 100;;\nendless) yes;;\nesac\n");
        assertTrue(new File(script.toString()).setExecutable(true));
        values.put("name", "rack1");
        values.put("machines", "pdu1, pdu 2");
        for (String action : List.of("on", "off", "status")) {
            values.put(action, script + " " + action + " {machine}");
        }
        hypervisor = new ScriptedHypervisor(config(), properties());
    }

    @After
    public void stop() {
        hypervisor.deactivate();
    }

    @Test
    public void aMachineIsSwitchedAndAsked() throws Exception {
        assertEquals(PowerState.OFF, power("pdu 2"));
        done(machine("pdu 2").perform(PowerAction.ON));
        assertEquals(PowerState.ON, power("pdu 2"));
        assertEquals(PowerState.OFF, power("pdu1"));
        done(machine("pdu 2").perform(PowerAction.CYCLE));
        done(machine("pdu 2").perform(PowerAction.OFF));
        assertEquals(PowerState.OFF, power("pdu 2"));
    }

    @Test
    public void aStateThatNobodyUnderstandsIsAFailure() {
        edit("status", values.get("status").replace(" status ", " nonsense "));

        assertFails(HypervisorException.class, "\"maybe\" is neither on nor off", machine("pdu1").powerStatus());
    }

    @Test
    public void aCommandThatFailsIsToldWithItsFirstLine() {
        edit("on", values.get("on").replace(" on ", " broken "));

        assertFails(HypervisorException.class, "exit code 3: no contact", machine("pdu1").perform(PowerAction.ON));
    }

    @Test
    public void aCommandThatDoesNotEndIsEndedWithAllThatItStarted() {
        values.put("timeout", "300");
        edit("status", values.get("status").replace(" status ", " hanging "));

        assertFails(HypervisorUnavailableException.class, "no end within 300 ms", machine("pdu1").powerStatus());
    }

    @Test
    public void aCommandThatPrintsWithoutEndIsEnded() {
        edit("status", values.get("status").replace(" status ", " endless "));

        assertFails(HypervisorException.class, "machine pdu1: status", machine("pdu1").powerStatus());
    }

    @Test
    public void aNameIsNeverAnotherCommand() throws Exception {
        edit("status", "/bin/echo {machine};{machine}");

        assertFails(HypervisorException.class, "\"pdu 2;pdu 2\"", machine("pdu 2").powerStatus());
        edit("machines", "-rf");
        assertEquals(2, hypervisor.machines().size());
    }

    @Test
    public void aWrongEditChangesNothingAndIsAProblem() {
        edit("on", "");

        assertEquals(2, hypervisor.machines().size());
        assertEquals("on", hypervisor.problems().get(0).key());
    }

    @Test
    public void whatIsUnderWayIsDoneAlthoughTheBundleStops() throws Exception {
        CompletionStage<Void> on = machine("pdu1").perform(PowerAction.ON);
        hypervisor.deactivate();

        done(on);
        hypervisor = new ScriptedHypervisor(config(), properties());
        assertEquals(PowerState.ON, power("pdu1"));
    }

    @Test
    public void whatHasNoCommandIsUnsupported() {
        assertFails(UnsupportedRequestException.class, "power NMI", machine("pdu1").perform(PowerAction.NMI));
        assertFails(UnsupportedRequestException.class, "CD drive", machine("pdu1").mountIso(new IsoImage("a.iso")));
    }

    private Machine machine(String name) {
        return hypervisor.find(name).orElseThrow();
    }

    private PowerState power(String machine) throws Exception {
        return done(machine(machine).powerStatus()).state();
    }

    private void edit(String key, String value) {
        values.put(key, value);
        hypervisor.modified(config(), properties());
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void assertFails(Class<? extends Exception> type, String words, CompletionStage<?> stage) {
        Throwable cause = assertThrows(ExecutionException.class, () -> done(stage)).getCause();
        assertTrue(cause.toString(), type.isInstance(cause) && cause.getMessage().contains(words));
    }

    /** The configuration as the framework makes it of a file. */
    private ScriptedHypervisor.Config config() {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ScriptedHypervisor.Config.class},
                (self, method, arguments) -> {
                    String value = values.get(method.getName().replace('_', '.'));
                    if (value == null) {
                        return method.getDefaultValue();
                    }
                    return method.getReturnType() == long.class ? (Object) Long.valueOf(value) : value;
                });
        return (ScriptedHypervisor.Config) proxy;
    }

    private Map<String, Object> properties() {
        return new HashMap<>(values);
    }
}
