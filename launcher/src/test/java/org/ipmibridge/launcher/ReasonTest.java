package org.ipmibridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.Test;

public class ReasonTest {

    @Test
    public void failuresOfFilesAreSaidInWords() {
        assertThat(Reason.of(new NoSuchFileException("/a"))).isEqualTo("/a does not exist");
        assertThat(Reason.of(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
        assertThat(Reason.of(new NotDirectoryException("/a"))).isEqualTo("/a is not a directory");
        assertThat(Reason.of(new FileSystemException("/a", null, "Read-only file system")))
                .isEqualTo("/a: Read-only file system");
    }

    @Test
    public void onlyTheFirstLineOfTheRootIsSaid() {
        Exception failure = new IllegalStateException("outer", new IOException("inner\nmore"));

        assertThat(Reason.of(failure)).isEqualTo("outer");
        assertThat(Reason.ofRoot(failure)).isEqualTo("inner");
        assertThat(Reason.of(new IOException())).isEqualTo("IOException");
    }
}
