package org.ipmibridge.testkit.vcenter;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code launcher/bridge vcenter} runs: a simulator to try the bridge with, until it is interrupted. */
public final class Demonstration {
    private static final String DATASTORE = "LocalDS_0";
    private static final String IMAGE = "iso/rescue.iso";
    private static final Pattern PATH = Pattern.compile("\"([^\"]+)\"");

    private Demonstration() {}

    /** @param arguments port, number of machines, and {@code esxi} for no vCenter */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        VCenterSimulator.Builder builder = VCenterSimulator.builder()
                .port(Integer.parseInt(arguments[0]))
                .machines(Integer.parseInt(arguments[1]));
        if (arguments.length > 2) {
            builder.esxi();
        }
        VCenterSimulator simulator = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        simulator.makeFile(DATASTORE, IMAGE, "an image for a demonstration");
        print(simulator);
        Thread.currentThread().join();
    }

    private static void print(VCenterSimulator simulator) {
        System.out.println("simulated server:  " + simulator.url());
        System.out.println("user:              " + VCenterSimulator.USER);
        System.out.println("password:          " + VCenterSimulator.PASSWORD);
        System.out.println("trust.fingerprint: " + simulator.fingerprint());
        System.out.println("image:             [" + DATASTORE + "] " + IMAGE);
        Matcher path = PATH.matcher(simulator.machines());
        for (int shown = 0; shown < 4 && path.find(); shown++) {
            System.out.println("machine:           " + path.group(1));
        }
        System.out.println("Ctrl-C ends it.");
    }
}
