package org.ipmibridge.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** The channel of a file, of which a test knows whether the disk has all of it, and to which something happens before each write or synchronisation. */
final class WatchedChannel extends FileChannel {
    private final FileChannel channel;
    private final Runnable beforeWrite;
    private final Runnable beforeForce;
    private volatile boolean synchronised = true;

    private WatchedChannel(FileChannel channel, Runnable beforeWrite, Runnable beforeForce) {
        this.channel = channel;
        this.beforeWrite = beforeWrite;
        this.beforeForce = beforeForce;
    }

    static WatchedChannel open(Path path, Runnable beforeWrite, Runnable beforeForce) throws IOException {
        return new WatchedChannel(TrailFile.openChannel(path), beforeWrite, beforeForce);
    }

    /** Whether nothing was written since the disk had to take what there was. */
    boolean isSynchronised() {
        return synchronised;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        beforeWrite.run();
        int written = channel.write(source);
        synchronised = false;
        return written;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        beforeForce.run();
        channel.force(metaData);
        synchronised = true;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        channel.truncate(size);
        return this;
    }

    @Override
    protected void implCloseChannel() throws IOException {
        channel.close();
    }

    @Override
    public int read(ByteBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
