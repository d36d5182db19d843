package org.ipmibridge.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.shell.Role;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SshUserTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPSoNB4SOHVLBxUlsTC5TkN8gMH2xWtNjNgdI8Ysz4s";
    private static final String FILE = "/config/org.ipmibridge.shell.user-ann.cfg";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, Object> properties = new HashMap<>(
            Map.of("service.pid", "org.ipmibridge.shell.user~ann", "felix.fileinstall.filename", "file:" + FILE));

    @Test
    public void aUserHasTheFilesNameTheLeastRoleAndItsKeysWithoutComments() {
        SshUser user = read("keys", KEY + " ann@laptop");

        assertThat(user.name()).isEqualTo("ann");
        assertThat(user.role()).isEqualTo(Role.READ_ONLY);
        assertThat(user.hasKey(KEY)).isTrue();
        assertThat(user.hasKey(KEY.replace("Ysz4s", "Ysz4t"))).isFalse();
        assertThat(user.hasPassword("")).isFalse();
    }

    @Test
    public void aKeyFileIsReadAgainAtEachLogIn() throws IOException {
        Path file = folder.newFile().toPath();
        Files.writeString(file, "# nobody yet\n");
        SshUser user = read("keys.file", file.toString());
        assertThat(user.hasKey(KEY)).isFalse();
        Files.writeString(file, "# ann\n\n" + KEY + " ann\n");
        assertThat(user.hasKey(KEY)).isTrue();
        Files.delete(file);
        assertThat(user.hasKey(KEY)).isFalse();
    }

    @Test
    public void aPasswordLetsInOnlyWhereThereIsOneAndIsNeverShown() {
        SshUser user = read(".password", "correct horse");

        assertThat(user.hasPassword("correct horse")).isTrue();
        assertThat(user.hasPassword("correct hors")).isFalse();
        assertThat(user.toString()).doesNotContain("horse");
    }

    @Test
    public void whatIsWrongIsRefusedWithFileKeyAndReason() {
        refused("keys", "ssh-ed25519 AAAA", "'ssh-ed25519 AAAA' is no public key");
        refused("keys", "command=\"x\" " + KEY, "options before it are not supported");
        refused("keys", KEY.replace("ssh-ed25519 ", "ssh-rsa "), "is no public key");
        refused("keys", "ssh-dss AAAAB3NzaC1kc3MAAAA=", "is no public key");
        refused("keys", "", "a user needs keys, keys.file or .password");
        refused("role", "root", "must be one of read-only, operator, administrator");
        refused("name", "a b", "must be 1 to 32 letters");
        refused("keys.file", "/no/such/file", "cannot be read");
        refused(".password", "short", "at least 12 characters");
    }

    private void refused(String key, String value, String reason) {
        assertThatIllegalArgumentException()
                .as("%s = %s", key, value)
                .isThrownBy(() -> read(key, value))
                .withMessageStartingWith(FILE + ": " + key)
                .withMessageContaining(reason);
    }

    private SshUser read(String key, String value) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(key, value);
        return SshUser.read(configuration(all), new ConfigReader(all));
    }

    private static UserConfiguration configuration(Map<String, Object> values) {
        return new UserConfiguration() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return UserConfiguration.class;
            }

            @Override
            public String name() {
                return text("name", "");
            }

            @Override
            public String role() {
                return text("role", "read-only");
            }

            @Override
            public String keys() {
                return text("keys", "");
            }

            @Override
            public String keys_file() {
                return text("keys.file", "");
            }

            @Override
            public String _password() {
                return text(".password", "");
            }

            private String text(String key, String otherwise) {
                return String.valueOf(values.getOrDefault(key, otherwise));
            }
        };
    }
}
