package org.ipmibridge.shell.commands.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ipmibridge.shell.commands.ShellException;
import org.junit.Test;

public final class SecretsTest {
    @Test
    public void whatMayBeASecretIsNotShown() {
        assertThat(Secrets.shown(".kg", "hunter2")).isEqualTo("(hidden)");
        assertThat(Secrets.shown("api.Token", "hunter2")).isEqualTo("(hidden)");
        assertThat(Secrets.shown(".password", "$[env:PW;default=hunter2]")).isEqualTo("(hidden)");
        assertThat(Secrets.shown("url", "https://root:hunter2@esx1/sdk")).isEqualTo("(hidden)");
    }

    @Test
    public void whatIsNoneIsShown() {
        assertThat(Secrets.shown(".password", "$[secret:admin]")).isEqualTo("$[secret:admin]");
        assertThat(Secrets.shown(".password", "")).isEmpty();
        assertThat(Secrets.shown("url", "https://esx1:8443/sdk")).isEqualTo("https://esx1:8443/sdk");
        assertThat(Secrets.shown("address", "::1")).isEqualTo("::1");
    }

    @Test
    public void aSecretIsNoArgument() {
        assertThatThrownBy(() -> Secrets.requireNoPlainSecret(".password", "hunter2"))
                .isInstanceOf(ShellException.class)
                .hasMessageNotContaining("hunter2");
        Secrets.requireNoPlainSecret(".password", "$[secret:admin]");
    }
}
