package org.ipmibridge.virtual.bmc.fleet;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file with the assignments of one fleet. At no time is it half written, and one that is damaged is left as it is, for people. */
public final class AssignmentFile {
    private final Path path;

    public AssignmentFile(Path path) {
        this.path = path;
    }

    /**
     * Reads it; none of a fleet that is new.
     *
     * @throws IOException if it cannot be read, or is damaged; the message says where and why
     */
    public Assignments load() throws IOException {
        try {
            return AssignmentText.parse(Files.readString(path));
        } catch (NoSuchFileException e) {
            return new Assignments();
        } catch (CharacterCodingException e) {
            throw new IOException("is no text", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Replaces it at once and for good: when this returns it is on disk. */
    public void store(Assignments assignments) throws IOException {
        WholeFile.write(path, AssignmentText.format(assignments));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
