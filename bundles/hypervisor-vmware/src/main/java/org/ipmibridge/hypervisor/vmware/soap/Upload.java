package org.ipmibridge.hypervisor.vmware.soap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A file on its way to the server. */
final class Upload {
    private final Path file;
    private final LongConsumer progress;
    private volatile long sent;

    Upload(Path file, LongConsumer progress) {
        this.file = file;
        this.progress = progress;
    }

    /** How many bytes were handed to the connection. */
    long sent() {
        return sent;
    }

    InputStream open() {
        try {
            return new Counted(Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count > 0) {
                sent += count;
                progress.accept(sent);
            }
            return count;
        }
    }
}
