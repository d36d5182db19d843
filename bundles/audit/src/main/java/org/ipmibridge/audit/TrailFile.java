package org.ipmibridge.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that lines are appended to. For one thread, but for {@link #force()}. */
final class TrailFile {
    private static final Logger LOG = LoggerFactory.getLogger(TrailFile.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** After this time what could not be rotated is tried again. */
    private static final long ROTATION_RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Opens a file to append to it. */
    interface Opener {
        FileChannel open(Path path) throws IOException;
    }

    private final Path path;
    private final Rotation rotation;
    private final Clock clock;
    private final Opener opener;
    private volatile FileChannel channel;
    private volatile boolean dirty;
    private Object key;
    private long size;
    private LocalDate day;
    private long looked;
    private long rotationFailed;
    private volatile Optional<Failing> rotationProblem = Optional.empty();

    TrailFile(Path path, Rotation rotation, Clock clock) {
        this(path, rotation, clock, TrailFile::openChannel);
    }

    TrailFile(Path path, Rotation rotation, Clock clock, Opener opener) {
        this.opener = opener;
        this.path = path;
        this.rotation = rotation;
        this.clock = clock;
    }

    /** Why the file cannot be put aside; none when it can. */
    Optional<Failing> rotationProblem() {
        return rotationProblem;
    }

    /** Appends whole lines; when that fails, nothing of them is left in the file as far as it can be helped. */
    void append(ByteBuffer lines) throws IOException {
        prepare(lines.remaining());
        FileChannel to = channel;
        long before = size;
        try {
            while (lines.hasRemaining()) {
                size += to.write(lines);
                // Not before: who synchronises meanwhile would take this for done.
                dirty = true;
            }
        } catch (IOException e) {
            undo(before);
            throw e;
        }
    }

    private void undo(long before) {
        try {
            if (size > before) {
                channel.truncate(before);
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be truncated", path, e);
        }
        // Opened anew, and repaired, when it is tried again.
        close();
    }

    private void prepare(int bytes) throws IOException {
        if (channel == null || isGone()) {
            force();
            close();
            open();
        }
        boolean full = size > 0 && size + bytes > rotation.bytes();
        boolean yesterday = rotation.daily() && size > 0 && !day.equals(today());
        boolean due = rotationProblem.isEmpty() || System.nanoTime() - rotationFailed > ROTATION_RETRY_NANOS;
        if ((full || yesterday) && due) {
            rotate();
        }
    }

    private void rotate() throws IOException {
        force();
        try {
            rotation.rotate(path);
            rotationProblem = Optional.empty();
        } catch (IOException e) {
            rotationFailed = System.nanoTime();
            Instant since = rotationProblem.map(Failing::since).orElseGet(clock::instant);
            rotationProblem = Optional.of(new Failing(since, reason(e)));
            LOG.warn("{} cannot be put aside, and grows on: {}", path, reason(e));
            return;
        }
        close();
        open();
    }

    private void open() throws IOException {
        if (path.getParent() != null) {
            createDirectory(path.getParent());
        }
        String left = TornLine.cut(path);
        try {
            channel = opener.open(path);
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            key = attributes.fileKey();
            size = attributes.size();
            day = LocalDate.ofInstant(attributes.lastModifiedTime().toInstant(), ZoneOffset.UTC);
            if (size == 0) {
                day = today();
            }
            looked = System.nanoTime();
            if (!left.isEmpty()) {
                String line = new JsonLine(clock.instant(), "audit.torn")
                                .put("text", left)
                                .end() + "\n";
                append(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    static FileChannel openChannel(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Whether somebody else moved or removed it. */
    private boolean isGone() throws IOException {
        long now = System.nanoTime();
        if (now - looked < LOOK_NANOS) {
            return false;
        }
        looked = now;
        try {
            return !Files.readAttributes(path, BasicFileAttributes.class)
                    .fileKey()
                    .equals(key);
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Has the disk take what was appended; nobody closes the file meanwhile. Any thread. */
    synchronized void force() {
        FileChannel to = channel;
        if (to == null || !dirty) {
            return;
        }
        dirty = false;
        try {
            to.force(false);
        } catch (ClosedChannelException e) {
            LOG.debug("{} was closed meanwhile", path);
        } catch (IOException e) {
            dirty = true;
            LOG.warn("{} cannot be synchronised with the disk: {}", path, reason(e));
        }
    }

    /** Like {@link #force()}, and tells of a failure. */
    void forceNow() throws IOException {
        dirty = false;
        channel.force(false);
    }

    synchronized void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("{} cannot be closed", path, e);
            }
        }
    }

    /** Why something failed, for people. */
    static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof FileSystemException && !message.contains(":")
                ? e.getClass().getSimpleName().replace("Exception", "") + ": " + message
                : message;
    }

    /** Whether a file of this name can be written: then its directory exists from now on. */
    static void check(Path path) throws IOException {
        createDirectory(path.getParent());
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        if (!Files.isWritable(Files.exists(path) ? path : path.getParent())) {
            throw new IOException("it cannot be written");
        }
    }
}
