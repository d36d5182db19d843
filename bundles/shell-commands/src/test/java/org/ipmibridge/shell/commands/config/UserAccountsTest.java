package org.ipmibridge.shell.commands.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.problem.Problems;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** What becomes of a secret and of the file that names it. Nobody takes the file over, and nobody refuses it. */
public final class UserAccountsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path config;
    private Path secret;
    private ConfigDirectory directory;
    private UserAccounts accounts;

    @Before
    public void begin() throws Exception {
        config = folder.newFolder("config").toPath();
        secret = folder.newFolder("secrets").toPath().resolve("ipmi-admin");
        directory = new ConfigDirectory(Optional.of(config));
        Problems problems = new Problems(NoFramework.context());
        ConfigEditor editor = new ConfigEditor(
                NoFramework.context(),
                problems,
                NoFramework.of(ConfigurationAdmin.class),
                NoFramework.of(ServiceComponentRuntime.class));
        accounts = new UserAccounts(directory, editor, new SecretFiles(Optional.of(secret.getParent())), problems);
    }

    @After
    public void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    public void whoeverInterruptsANewPasswordKeepsTheSecretThatTheFileNamesNow() throws Exception {
        Path file = Files.writeString(admin(), "id = 2\nname = admin\n.password = plain\n");
        ConfigFile account = accounts.named("admin");

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> accounts.password(account, "better"))
                .isInstanceOf(ShellException.class)
                .hasMessage("interrupted; what was begun goes on");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasContent("id = 2\nname = admin\n.password = $[secret:ipmi-admin]\n");
        assertThat(secret).hasContent("better");
    }

    @Test
    public void whoeverInterruptsANewAccountKeepsItsSecret() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> accounts.add("admin", "good", Optional.empty(), text -> text))
                .hasMessage("interrupted; what was begun goes on");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(admin()).content().contains("$[secret:ipmi-admin]");
        assertThat(secret).hasContent("good");
    }

    @Test
    public void aFileThatCannotBeChangedLeavesNoSecretBehind() throws Exception {
        Files.writeString(admin(), "id = 2\nname = admin\n.password = plain\n");
        ConfigFile account = accounts.named("admin");
        Files.writeString(account.path(), "id = 2\\");

        assertThatThrownBy(() -> accounts.password(account, "better")).isInstanceOf(ShellException.class);
        assertThat(secret).doesNotExist();
    }

    private Path admin() {
        return config.resolve("org.ipmibridge.ipmi.users-admin.cfg");
    }
}
