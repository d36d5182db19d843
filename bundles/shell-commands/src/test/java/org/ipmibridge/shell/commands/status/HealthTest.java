package org.ipmibridge.shell.commands.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public final class HealthTest {
    private static final BmcCounts ALL = new BmcCounts(3, 0, 0, 1);

    @Test
    public void aBridgeWithoutProblemsIsOk() {
        Health health = Health.of(true, true, ALL, 0);
        assertThat(health.isOk()).isTrue();
        assertThat(health).hasToString("ok");
    }

    @Test
    public void problemsDegradeItAndAreCounted() {
        assertThat(Health.of(true, true, ALL, 1)).hasToString("degraded: 1 problem");
        assertThat(Health.of(true, true, ALL, 2)).hasToString("degraded: 2 problems");
    }

    @Test
    public void withoutTheSessionLayerNoCommandIsAnswered() {
        assertThat(Health.of(true, false, ALL, 0).toString()).startsWith("degraded: no command is answered");
    }

    @Test
    public void whatStartsIsNotOkYet() {
        assertThat(Health.of(false, false, ALL, 7).word()).isEqualTo("starting");
        assertThat(Health.of(true, true, new BmcCounts(1, 2, 0, 0), 0))
                .hasToString("starting: 1 of 3 listening so far");
    }

    @Test
    public void disabledBmcsAreNotMissed() {
        assertThat(ALL).hasToString("3 of 3 listening, 1 disabled");
    }
}
