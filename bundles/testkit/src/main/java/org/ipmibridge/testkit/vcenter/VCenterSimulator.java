package org.ipmibridge.testkit.vcenter;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A running simulator. Machines are named by inventory path or, if unique, by name: a vCenter with 4 machines has {@code DC0_H0_VM0},
 * {@code DC0_H0_VM1}, {@code DC0_C0_RP0_VM0} and {@code DC0_C0_RP0_VM1} in {@code DC0/vm}, all powered on, on datastore
 * {@code LocalDS_0}; an ESXi has {@code ha-host_VM0} ... in {@code ha-datacenter/vm}. What is asked of it here is done by a client of its
 * own, as by another user of the same server. It ends with this process at the latest.
 */
public final class VCenterSimulator implements AutoCloseable {
    public static final String USER = "bridge@vsphere.local";
    public static final String PASSWORD = "simulated-only";

    private static final long STOP_SECONDS = 10;
    private static final Pattern COUNT = Pattern.compile("\"([^\"]+)\":(\\d+)");

    private final List<String> options;
    private final Path files;
    private String address = "";
    private String fingerprint = "";
    private Process process;
    private BufferedWriter orders;
    private BufferedReader answers;

    private VCenterSimulator(List<String> options) {
        this.options = options;
        try {
            files = Files.createTempDirectory("vcenter");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A builder for what is not usual. */
    public static final class Builder {
        private final List<String> options = new ArrayList<>();

        private Builder() {}

        /** An ESXi instead of a vCenter. */
        public Builder esxi() {
            options.add("-esx");
            return this;
        }

        /** How many machines it has; an even number for a vCenter. */
        public Builder machines(int count) {
            options.addAll(List.of("-vms", Integer.toString(count)));
            return this;
        }

        /** How long a session lives without a call. */
        public Builder idleTimeout(Duration timeout) {
            options.addAll(List.of("-idle", timeout.toMillis() + "ms"));
            return this;
        }

        /** The port; a free one if not set. */
        public Builder port(int port) {
            options.addAll(List.of("-listen", "127.0.0.1:" + port));
            return this;
        }

        /** Keeps its certificate in this file, and so over a restart. */
        public Builder identity(Path file) {
            options.addAll(List.of("-identity", file.toString()));
            return this;
        }

        /** Starts it and waits until it answers. */
        public VCenterSimulator start() {
            VCenterSimulator simulator = new VCenterSimulator(List.copyOf(options));
            simulator.start();
            return simulator;
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts it again after {@link #stop()}, on the same port, with all machines as at first. */
    public synchronized void start() {
        try {
            List<String> command =
                    new ArrayList<>(List.of(SimulatorProgram.get().toString()));
            command.addAll(options);
            if (!fingerprint.isEmpty()) { // started before: the last of two options counts
                command.addAll(List.of("-listen", address));
            }
            command.addAll(List.of("-user", USER, "-password", PASSWORD));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
            builder.environment().put("TMPDIR", files.toString());
            process = builder.start();
            orders = process.outputWriter(StandardCharsets.UTF_8);
            answers = process.inputReader(StandardCharsets.UTF_8);
            String line = answers.readLine();
            if (line == null || !line.startsWith("ready\t")) {
                throw new IllegalStateException("the vCenter simulator did not start: " + line);
            }
            address = line.split("\t")[1];
            fingerprint = line.split("\t")[2];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Host and port. */
    public String address() {
        return address;
    }

    public int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    public String url() {
        return "https://" + address + "/sdk";
    }

    /** The SHA-256 fingerprint of its certificate, hexadecimal without colons. */
    public String fingerprint() {
        return fingerprint;
    }

    /** How often each method was called by others since the start. */
    public Map<String, Integer> calls() {
        Map<String, Integer> counts = new TreeMap<>();
        Matcher count = COUNT.matcher(order("calls"));
        while (count.find()) {
            counts.put(count.group(1), Integer.parseInt(count.group(2)));
        }
        return counts;
    }

    /** The inventory paths of all machines, as a JSON array. */
    public String machines() {
        return order("machines");
    }

    /** What the server tells of a machine now, as JSON without blanks: power, bootOrder, iso, extraConfig and more. */
    public String show(String machine) {
        return order("show", machine);
    }

    /**
     * Does something to a machine as another client.
     *
     * @param what {@code power-on}, {@code power-off}, {@code reset}, {@code suspend}, {@code destroy}, {@code unregister}, {@code rename
     *     NAME}, {@code move FOLDER}, {@code clone NAME}, {@code attribute NAME VALUE}, {@code boot-order cdrom|disk|ethernet|floppy|- ...}, {@code firmware bios|efi},
     *     {@code insert ISO}, {@code remove-cd}, {@code set PROPERTY VALUE}
     */
    public void change(String machine, String what, String... words) {
        List<String> order = new ArrayList<>(List.of(what, machine));
        order.addAll(List.of(words));
        order(order.toArray(String[]::new));
    }

    /** Makes a folder in a folder, for instance {@code /DC0/vm}. */
    public void makeFolder(String parent, String name) {
        order("folder", parent, name);
    }

    /** Puts a file on a datastore. */
    public void makeFile(String datastore, String path, String content) {
        order("file", datastore, path, content);
    }

    /** Ends the sessions of all others, as an administrator may. */
    public void endSessions() {
        order("end-sessions");
    }

    /** Holds the process: connections stay, and nothing is answered. */
    public void freeze() {
        require(signal("STOP"));
    }

    /** Lets a frozen process go on. */
    public void thaw() {
        require(signal("CONT"));
    }

    /** Ends it at once, without a word to its clients. */
    public synchronized void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it and lets it tidy up. */
    @Override
    public synchronized void close() {
        try {
            signal("CONT"); // it may have ended by itself
            orders.close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        removeFiles();
    }

    /** Removes the datastores' files, which a simulator that was stopped at once has left. */
    private void removeFiles() {
        try (Stream<Path> left = Files.walk(files)) {
            left.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized String order(String... words) {
        try {
            orders.write(String.join("\t", words));
            orders.newLine();
            orders.flush();
            String answer = answers.readLine();
            if (answer == null || !answer.startsWith("ok\t")) {
                throw new IllegalStateException(String.join(" ", words) + ": " + answer);
            }
            return answer.substring(3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean reached) {
        if (!reached) {
            throw new IllegalStateException("the vCenter simulator has ended");
        }
    }

    /** @return whether the process could be reached */
    private boolean signal(String name) {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
