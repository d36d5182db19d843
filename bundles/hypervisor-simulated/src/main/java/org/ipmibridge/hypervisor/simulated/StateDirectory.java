package org.ipmibridge.hypervisor.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file for each machine, in which people can read the state. */
final class StateDirectory implements StateStore {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

    /** Not the name of any machine's file. */
    private static final String SINCE = "machines.since";

    private final Path directory;

    /**
     * @param directory is made if it does not exist
     * @throws UncheckedIOException if it cannot be made, or nothing can be written in it
     */
    StateDirectory(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "writable", ".tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<MachineState> load(String machine) {
        Path file = file(machine, ".state");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StateCodec.decode(Files.readString(file)));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "machine {}: state file {} cannot be read, the machine starts anew: {}",
                    machine,
                    file,
                    e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void save(String machine, MachineState state) {
        Path file = file(machine, ".state");
        try {
            Path temporary = Files.writeString(file(machine, ".tmp"), StateCodec.encode(state));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn(
                    "machine {}: state file {} cannot be written, a restart forgets the change: {}",
                    machine,
                    file,
                    e.toString());
        }
    }

    @Override
    public Instant since(Instant now) {
        Path file = directory.resolve(SINCE);
        try {
            return Instant.parse(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            keepSince(file, now);
        } catch (IOException | DateTimeParseException e) {
            LOG.warn("{} cannot be read, machines that nobody changed were switched on now: {}", file, e.toString());
        }
        return now;
    }

    private static void keepSince(Path file, Instant now) {
        try {
            Files.writeString(file, now + "\n");
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
        }
    }

    private Path file(String machine, String ending) {
        return directory.resolve(machine + ending);
    }
}
