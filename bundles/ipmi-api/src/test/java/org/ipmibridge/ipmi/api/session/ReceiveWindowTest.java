package org.ipmibridge.ipmi.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class ReceiveWindowTest {
    @Test
    public void eachNumberIsTakenOnce() {
        ReceiveWindow window = new ReceiveWindow(0, 15, 16);
        assertThat(window.accept(1)).isTrue();
        assertThat(window.accept(1)).isFalse();
        assertThat(window.accept(3)).isTrue();
        assertThat(window.accept(2)).isTrue();
        assertThat(window.accept(2)).isFalse();
        assertThat(window.accept(3)).isFalse();
    }

    @Test
    public void theNumberBeforeTheFirstIsNotTaken() {
        assertThat(new ReceiveWindow(99, 15, 16).accept(99)).isFalse();
    }

    @Test
    public void theWindowEndsWhereItSays() {
        ReceiveWindow window = new ReceiveWindow(100, 15, 16);
        assertThat(window.accept(116)).isFalse();
        assertThat(window.accept(115)).isTrue();
        assertThat(window.accept(98)).isFalse();
        assertThat(window.accept(99)).isTrue();
    }

    @Test
    public void numbersWrapAroundAndZeroIsLeftOut() {
        ReceiveWindow window = new ReceiveWindow(-2, 15, 16);
        assertThat(window.accept(-1)).isTrue();
        assertThat(window.accept(0)).isFalse();
        assertThat(window.accept(1)).isTrue();
        assertThat(window.accept(-1)).isFalse();
    }

    @Test
    public void aJumpOverTheWholeHistoryForgetsIt() {
        ReceiveWindow window = new ReceiveWindow(0, 100, 63);
        assertThat(window.accept(1)).isTrue();
        assertThat(window.accept(90)).isTrue();
        assertThat(window.accept(27)).isTrue();
        assertThat(window.accept(26)).isFalse();
    }

    @Test
    public void aWindowThatNoHistoryCanHoldIsRefused() {
        assertThatThrownBy(() -> new ReceiveWindow(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReceiveWindow(0, 1, 64)).isInstanceOf(IllegalArgumentException.class);
    }
}
