package org.ipmibridge.features.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import javax.inject.Inject;
import org.ipmibridge.features.exam.Await;
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
import org.osgi.service.cm.ConfigurationAdmin;

/** The SSH server, which is there only for as long as it is switched on. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SshFeatureIT {
    private static final int SILENCE_MILLIS = 5_000;

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public Option[] boot() throws Exception {
        return FeatureExam.of("runtime", "ipmi", "shell", "ssh").options();
    }

    @Test
    public void everyBundleOfTheFeatureIsActive() {
        assertThat(Bundles.inactive(context)).isEmpty();
    }

    @Test
    public void theServerComesAndGoesWithItsConfiguration() throws Exception {
        int port = free();
        assertThat(greeting(port)).isEmpty();
        configure(Map.of("enabled", "true", "port", port));
        Await.until("the server greets", () -> greeting(port).startsWith("SSH-2.0-"));
        configure(Map.of("enabled", "false", "port", port));
        Await.until("the server is gone", () -> greeting(port).isEmpty());
    }

    private void configure(Map<String, Object> values) throws IOException {
        Dictionary<String, Object> properties = new Hashtable<>(values);
        configurations.getConfiguration("org.ipmibridge.shell.ssh", "?").update(properties);
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Empty where nobody listens. */
    private static String greeting(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            if (socket.getLocalPort() == port) {
                return ""; // It has met itself, as TCP may where nobody listens.
            }
            socket.setSoTimeout(SILENCE_MILLIS);
            return in.readLine();
        } catch (ConnectException e) {
            return "";
        }
    }
}
