package org.ipmibridge.shell.commands.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.ipmibridge.shell.commands.Shell;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** A lamp of ours that has a package from somebody's bulb, and a component that waits. */
public final class BundleInfoTest {
    private Framework framework;

    @Before
    public void start() throws Exception {
        Path cache = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bundle-info")), "t");
        framework = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString(), "felix.log.level", "0"));
        framework.start();
        install(
                "file:/opt/bulb.jar",
                BundleBuilder.named("org.example.bulb")
                        .header("Export-Package", "org.example.bulb;version=2.1.0")
                        .source("org.example.bulb.Bulb", "package org.example.bulb; public class Bulb {}")
                        .activator(register("java.lang.Runnable", "service.pid", "bulb")));
        install(
                "reference:file:/opt/lamp.jar",
                BundleBuilder.named("org.ipmibridge.lamp")
                        .header("Import-Package", "org.example.bulb")
                        .activator(register("java.lang.Runnable", "bmc.name", "vm1")));
    }

    private static String register(String type, String key, String value) {
        return "context.registerService(\"" + type + "\", (Runnable) () -> {},"
                + " new java.util.Hashtable<>(java.util.Map.of(\"" + key + "\", \"" + value + "\", \"x\", \"y\")));";
    }

    private void install(String location, BundleBuilder bundle) throws Exception {
        framework
                .getBundleContext()
                .installBundle(location, new ByteArrayInputStream(bundle.bytes()))
                .start();
    }

    @After
    public void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private String run(String line) throws Exception {
        try (Shell shell = new Shell()) {
            return shell.with("bundle", "info", new BundleInfo(framework.getBundleContext(), waiting()))
                    .with("service", "list", new ServiceList(framework.getBundleContext()))
                    .run(line);
        }
    }

    /** One component, {@code Switch}, that waits for a service. */
    private static ServiceComponentRuntime waiting() {
        ComponentDescriptionDTO description = new ComponentDescriptionDTO();
        description.name = "org.ipmibridge.lamp.Switch";
        ReferenceDTO reference = new ReferenceDTO();
        reference.name = "socket";
        reference.interfaceName = "org.example.Socket";
        description.references = new ReferenceDTO[] {reference};
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        UnsatisfiedReferenceDTO unsatisfied = new UnsatisfiedReferenceDTO();
        unsatisfied.name = "socket";
        unsatisfied.target = "(volts=230)";
        configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {unsatisfied};
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                BundleInfoTest.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> method.getName().equals("getComponentConfigurationDTOs")
                        ? List.of(configuration)
                        : List.of(description));
    }

    @Test
    public void aBundleIsToldWithItsFileComponentsServicesAndPackages() throws Exception {
        assertThat(run("bundle:info lamp"))
                .containsPattern("(?m)^name: +org\\.ipmibridge\\.lamp$")
                .containsPattern("(?m)^state: +running$")
                .containsPattern("(?m)^origin: +distribution$")
                .containsPattern("(?m)^file: +/opt/lamp\\.jar$")
                .containsPattern("(?m)^problem: +Switch: no service org\\.example\\.Socket \\(volts=230\\)$")
                .containsPattern("(?m)^  Switch +waits +no service org\\.example\\.Socket \\(volts=230\\)$")
                .containsPattern("(?m)^  java\\.lang\\.Runnable +bmc\\.name=vm1 +-$")
                .containsPattern("(?m)^exports: +-$")
                .containsPattern("(?m)^  org\\.example\\.bulb +2\\.1\\.0 +org\\.example\\.bulb$")
                .containsPattern("(?m)^  org\\.osgi\\.framework +\\S+ +the framework or Java$");
    }

    @Test
    public void inJsonTheListsAreArraysOfObjects() throws Exception {
        assertThat(run("bundle:info org.ipmibridge.lamp --json"))
                .contains(
                        "\"components\":[{\"component\":\"Switch\",\"state\":\"waits\"",
                        "\"services\":[{\"service\":\"java.lang.Runnable\",\"properties\":[\"bmc.name=vm1\"],\"usedBy\":[]}]",
                        "\"exports\":[]",
                        "\"package\":\"org.example.bulb\",\"version\":\"2.1.0\",\"from\":\"org.example.bulb\"");
    }

    @Test
    public void aBundleThatIsNotOursIsNone() {
        assertThatThrownBy(() -> run("bundle:info nothing"))
                .hasMessage("there is no bundle nothing of the bridge or from deploy/");
    }

    @Test
    public void theServicesAreOursAndWithAllThoseOfOthersToo() throws Exception {
        assertThat(run("service:list"))
                .containsPattern("(?m)^java\\.lang\\.Runnable +lamp +bmc\\.name=vm1 +-$")
                .doesNotContain("bulb", "x=y");
        assertThat(run("service:list --all")).contains("org.example.bulb", "service.pid=bulb");
        assertThat(run("service:list --json"))
                .isEqualTo("[{\"service\":\"java.lang.Runnable\",\"bundle\":\"lamp\","
                        + "\"properties\":[\"bmc.name=vm1\"],\"usedBy\":[]}]");
    }
}
