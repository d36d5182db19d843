package org.ipmibridge.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.ipmibridge.runtime.api.shell.Screen;
import org.junit.Test;

public final class ProgressBarTest {
    private static final long TOTAL = 1_500_000_000;

    @Test
    public void onATerminalOneLineIsDrawnAgainAndAgain() {
        ProgressBar bar = new ProgressBar(TOTAL, new Screen(true, 80), 0);

        assertThat(bar.at(1_000_000, millis(100))).isEmpty();
        assertThat(bar.at(150_000_000, millis(2_000)))
                .isEqualTo("\r 10 %  150.0 of 1500.0 MB    75.0 MB/s [===" + " ".repeat(35) + "]");
        assertThat(bar.at(160_000_000, millis(2_100))).isEmpty();
        assertThat(bar.end(TOTAL, millis(15_000)))
                .isEqualTo("\r100 % 1500.0 of 1500.0 MB   100.0 MB/s [" + "=".repeat(38) + "]\n");
    }

    @Test
    public void aLineIsNeverWiderThanTheTerminal() {
        for (int columns = 42; columns <= 200; columns++) {
            ProgressBar bar = new ProgressBar(TOTAL, new Screen(true, columns), 0);
            assertThat(bar.at(0, millis(1_000)).length()).isLessThanOrEqualTo(columns);
        }
    }

    @Test
    public void elsewhereThereIsALineNowAndThen() {
        ProgressBar bar = new ProgressBar(TOTAL, new Screen(false, 0), 0);

        assertThat(bar.at(100, millis(4_000))).isEmpty();
        assertThat(bar.at(500_000_000, millis(5_000))).isEqualTo(" 33 %  500.0 of 1500.0 MB   100.0 MB/s\n");
        assertThat(bar.at(510_000_000, millis(5_100))).isEmpty();
        assertThat(bar.end(TOTAL, millis(15_000))).isEmpty();
    }

    @Test
    public void aFileWithNothingInItIsDone() {
        assertThat(new ProgressBar(0, new Screen(false, 0), 0).at(0, millis(5_000)))
                .startsWith("100 %");
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
