package org.ipmibridge.ipmi.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.Test;

public class SecretTest {
    @Test
    public void aSecretNeverShowsItself() {
        assertThat(Secret.of("topsecret")).hasToString("<secret>");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of("topsecret-topsecret-topsecret"))
                .withMessageNotContaining("topsecret");
    }

    @Test
    public void paddingIsNoPartOfASecret() {
        assertThat(Secret.ofPadded(new byte[] {'a', 'b', 0, 0})).isEqualTo(Secret.of("ab"));
        assertThat(Secret.of("ab").padded(4)).containsExactly('a', 'b', 0, 0);
        assertThat(Secret.of("ab")).isNotEqualTo(Secret.of("abc"));
        assertThat(Secret.ofPadded(new byte[20]).length()).isZero();
    }

    @Test
    public void aSecretThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of("12345678901234567").padded(16));
    }
}
