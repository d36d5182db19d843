package org.ipmibridge.shell.commands.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Optional;
import org.ipmibridge.shell.commands.Shell;
import org.ipmibridge.shell.commands.problem.Problems;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class ConfigCommandsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void write() throws Exception {
        Files.writeString(
                folder.getRoot().toPath().resolve("org.ipmibridge.example.cfg"), "port = 6230\n.password = hunter2\n");
    }

    @Test
    public void oneValueIsBareForPeopleAndHasItsKeyInJson() throws Exception {
        assertThat(run("config:get example port")).isEqualTo("6230");
        assertThat(run("config:get --json example port")).isEqualTo("[{\"key\":\"port\",\"value\":\"6230\"}]");
        assertThat(run("config:get --json example .password"))
                .isEqualTo("[{\"key\":\".password\",\"value\":\"(hidden)\"}]");
    }

    @Test
    public void allValuesAreInTheOrderOfTheirKeys() throws Exception {
        assertThat(run("config:get --json example"))
                .isEqualTo("[{\"key\":\".password\",\"value\":\"(hidden)\"},{\"key\":\"port\",\"value\":\"6230\"}]");
    }

    private String run(String line) throws Exception {
        ConfigDirectory directory =
                new ConfigDirectory(Optional.of(folder.getRoot().toPath()));
        try (Shell shell = new Shell()) {
            return shell.with("config", "get", new ConfigCommands(directory, null, new Problems(NoFramework.context())))
                    .run(line);
        }
    }
}
