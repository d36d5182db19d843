package org.ipmibridge.features.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.ipmibridge.features.exam.Bundles;
import org.ipmibridge.features.exam.FeatureExam;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.MetaTypeService;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RuntimeFeatureIT {
    private static final long DEADLINE_SECONDS = 20;

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

    @Inject
    private MetaTypeService metatype;

    @Inject
    private CommandProcessor gogo;

    @Configuration
    public Option[] boot() throws Exception {
        return FeatureExam.of("runtime").options();
    }

    @Test
    public void everyBundleOfTheFeatureIsActive() {
        assertThat(Bundles.inactive(context)).isEmpty();
        assertThat(components).isNotNull();
        assertThat(metatype).isNotNull();
        assertThat(gogo).isNotNull();
    }

    @Test
    public void aFileIsAConfigurationAndAnEditChangesIt() throws Exception {
        BlockingQueue<Object> colours = new LinkedBlockingQueue<>();
        Path file = FeatureExam.configDirectory().resolve("org.example.lamp.cfg");
        ServiceRegistration<ManagedService> service = listen("org.example.lamp", colours);
        try {
            Files.writeString(file, "colour = red\n");
            assertThat(colours.poll(DEADLINE_SECONDS, TimeUnit.SECONDS)).isEqualTo("red");

            Files.writeString(file, "colour = green\n");
            assertThat(colours.poll(DEADLINE_SECONDS, TimeUnit.SECONDS)).isEqualTo("green");
        } finally {
            service.unregister();
            Files.deleteIfExists(file);
        }
    }

    @Test
    public void aValueMayNameASecretFile() throws Exception {
        BlockingQueue<Object> colours = new LinkedBlockingQueue<>();
        Path secrets = Files.createDirectories(FeatureExam.configDirectory().resolve("secrets"));
        Files.writeString(secrets.resolve("lantern.colour"), "blue");
        Path file = FeatureExam.configDirectory().resolve("org.example.lantern.cfg");
        ServiceRegistration<ManagedService> service = listen("org.example.lantern", colours);
        try {
            Files.writeString(file, "colour = $[secret:lantern.colour]\n");
            assertThat(colours.poll(DEADLINE_SECONDS, TimeUnit.SECONDS)).isEqualTo("blue");
        } finally {
            service.unregister();
            Files.deleteIfExists(file);
        }
    }

    /** A service that takes the configuration and passes on its colour. */
    private ServiceRegistration<ManagedService> listen(String pid, BlockingQueue<Object> colours) {
        ManagedService service = configuration -> {
            if (configuration != null) {
                colours.add(configuration.get("colour"));
            }
        };
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_PID, pid);
        return context.registerService(ManagedService.class, service, properties);
    }
}
