package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.framework.FrameworkFactory;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.testkit.bundle.BundleBuilder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** A deployer in a framework of its own, with a directory, and a clock that a test moves. */
final class Deployed implements AutoCloseable {
    final Path scratch;
    final Path deploy;
    final List<String> news = new ArrayList<>();

    /** The bundles whose component cannot be made, by symbolic name, and why. */
    final Map<String, String> failing = new ConcurrentHashMap<>();

    private final Framework framework;
    private Instant now = Instant.now();
    private Duration patience = Duration.ofSeconds(30);
    private Deployer deployer;

    Deployed() throws IOException, BundleException {
        scratch = Files.createTempDirectory(Files.createDirectories(Path.of("target", "deployed")), "t")
                .toAbsolutePath();
        deploy = Files.createDirectory(scratch.resolve("deploy"));
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        scratch.resolve("cache").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "100",
                        "felix.log.level",
                        "0"));
        framework.start();
        restart();
    }

    /** Another deployer takes over, as after an update of its bundle. */
    void restart() throws IOException {
        deployer = new Deployer(
                deploy,
                scratch.resolve("storage"),
                new Installer(
                        framework.getBundleContext(),
                        new Components(framework.getBundleContext(), components()),
                        new Guard(patience)),
                framework,
                (name, text) -> news.add(text),
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneId.of("UTC");
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                });
    }

    /** What a deployer leaves to the next one is not what it was. */
    void damageMemory(String content) throws IOException {
        Files.writeString(memory(), content);
    }

    /** The file with what a deployer leaves to the next one. */
    Path memory() {
        return scratch.resolve("storage").resolve("state.properties");
    }

    /** Another deployer takes over, which waits for this long and no longer. */
    void restart(Duration patience) throws IOException {
        this.patience = patience;
        restart();
    }

    /** Of a bundle that is not failing nobody knows a component. */
    private ServiceComponentRuntime components() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                Deployed.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> method.getName().equals("getComponentConfigurationDTOs")
                        ? List.of(failed((ComponentDescriptionDTO) arguments[0]))
                        : descriptions((Bundle[]) arguments[0]));
    }

    private List<ComponentDescriptionDTO> descriptions(Bundle... bundles) {
        return Arrays.stream(bundles)
                .map(Bundle::getSymbolicName)
                .filter(failing::containsKey)
                .map(Deployed::description)
                .toList();
    }

    private static ComponentDescriptionDTO description(String bundle) {
        ComponentDescriptionDTO description = new ComponentDescriptionDTO();
        description.name = bundle + ".Component";
        return description;
    }

    private ComponentConfigurationDTO failed(ComponentDescriptionDTO description) {
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        configuration.failure = failing.get(description.name.replaceFirst("\\.Component$", ""));
        return configuration;
    }

    /** A bundle as the launcher installs it. */
    Bundle distribution(BundleBuilder bundle, String file) throws IOException, BundleException {
        Path jar =
                bundle.write(Files.createDirectories(scratch.resolve("bundles")).resolve(file));
        Bundle installed = framework.getBundleContext().installBundle("reference:" + jar.toUri());
        installed.start();
        return installed;
    }

    Deployed put(String file, BundleBuilder bundle) throws IOException {
        return put(file, bundle.bytes());
    }

    /** Another file under this name, with another time of its last change. */
    Deployed put(String file, byte[] content) throws IOException {
        Path part = Files.write(deploy.resolve("." + file), content);
        now = now.plusMillis(10);
        Files.setLastModifiedTime(part, java.nio.file.attribute.FileTime.from(now));
        Files.move(part, deploy.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    void remove(String file) throws IOException {
        Files.delete(deploy.resolve(file));
    }

    /** One look. */
    void look() throws InterruptedException {
        deployer.look(Settings.DEFAULTS, false);
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** Looks until what is in the directory is known. */
    void settle() throws InterruptedException {
        look();
        advance(Deployer.SETTLED);
        look();
    }

    Deployer deployer() {
        return deployer;
    }

    Deployment deployment(String file) {
        return deployer.deployments().stream()
                .filter(each -> each.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + file + " in " + deployer.deployments()));
    }

    /** All bundles but the framework: {@code name version state}. */
    List<String> bundles() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> bundle.getBundleId() != 0)
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion() + " "
                        + (bundle.getState() == Bundle.ACTIVE ? "runs" : "does not run"))
                .sorted()
                .toList();
    }

    Bundle bundle(String name) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    /** The copies that the deployer keeps. */
    long copies() throws IOException {
        try (var files = Files.list(scratch.resolve("storage").resolve("jars"))) {
            return files.count();
        }
    }

    @Override
    public void close() throws BundleException {
        try {
            framework.stop();
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
