package org.ipmibridge.features.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.ipmibridge.features.exam.Await;
import org.ipmibridge.features.exam.Bundles;
import org.ipmibridge.features.exam.FeatureExam;
import org.ipmibridge.features.exam.Ports;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The operator's commands in Gogo. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ShellFeatureIT {

    @Inject
    private BundleContext context;

    @Inject
    private CommandProcessor gogo;

    @Configuration
    public Option[] boot() throws Exception {
        return FeatureExam.of("runtime", "ipmi", "shell")
                .withConfig("org.ipmibridge.virtual.bmc-lonely.cfg", "port = " + Ports.free())
                .options();
    }

    @Test
    public void everyBundleOfTheFeatureIsActive() {
        assertThat(Bundles.inactive(context)).isEmpty();
    }

    @Test
    public void theBmcsAreListed() throws Exception {
        Await.until("the BMC is listed", () -> run("bmc:list").contains("lonely"));
    }

    private String run(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CommandSession session = gogo.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            Object result = session.execute(line);
            return out + String.valueOf(result);
        }
    }
}
