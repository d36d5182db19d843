package org.ipmibridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.ipmibridge.launcher.RunOptions.Switch;
import org.junit.Test;

public class RunOptionsTest {

    @Test
    public void directoriesAreMadeAbsolute() throws Exception {
        RunOptions options =
                RunOptions.parse(List.of("--prepare", "--console", "/opt/bridge", "a/../config", "/data/"));

        assertThat(options.home()).isEqualTo(Path.of("/opt/bridge"));
        assertThat(options.config()).isEqualTo(Path.of("config").toAbsolutePath());
        assertThat(options.data()).isEqualTo(Path.of("/data"));
        assertThat(options.has(Switch.PREPARE)).isTrue();
        assertThat(options.has(Switch.CONSOLE)).isTrue();
        assertThat(options.has(Switch.TRIAL)).isFalse();
    }

    @Test
    public void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> RunOptions.parse(List.of("--fast", "a", "b", "c")))
                .isInstanceOf(LauncherException.class)
                .hasMessage("unknown option --fast");
    }

    @Test
    public void allThreeDirectoriesAreNeeded() {
        assertThatThrownBy(() -> RunOptions.parse(List.of("--trial", "a", "b")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("data directory");
    }
}
