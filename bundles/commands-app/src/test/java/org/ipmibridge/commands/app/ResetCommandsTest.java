package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.commands.app.Exchange.ask;
import static org.ipmibridge.commands.app.Exchange.send;

import java.time.Duration;
import org.ipmibridge.ipmi.api.bmc.ChannelAccess;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.FakeSession;
import org.ipmibridge.testkit.FakeSessions;
import org.junit.Test;

public class ResetCommandsTest {
    private final FakeBmc bmc = new FakeBmc("vm1");
    private final FakeClock clock = new FakeClock();
    private final FakeSessions sessions = new FakeSessions(
            FakeSession.of("vm1", PrivilegeLevel.ADMINISTRATOR), FakeSession.of("vm2", PrivilegeLevel.ADMINISTRATOR));
    private final BmcReset reset = new BmcReset(sessions, clock.scheduler());
    private final CommandHandler cold = new ColdReset(reset);
    private final CommandHandler warm = new WarmReset(reset);

    @Test
    public void theAnswerComesBeforeTheSessionsEnd() {
        CommandResponse response = send(cold, bmc, "");

        assertThat(response.code().isOk()).isTrue();
        assertThat(response.data()).isEmpty();
        assertThat(sessions.active("vm1")).hasSize(1);
        assertThat(response.underWay().toCompletableFuture()).isNotDone();

        clock.advance(Duration.ofMillis(BmcReset.DELAY_MILLIS));

        assertThat(sessions.active("vm1")).isEmpty();
        assertThat(response.underWay().toCompletableFuture()).isCompleted();
    }

    @Test
    public void theSessionsOfOtherBmcsGoOn() {
        send(cold, bmc, "");
        send(warm, bmc, "");
        clock.advance(Duration.ofMillis(BmcReset.DELAY_MILLIS));

        assertThat(sessions.active("vm2")).hasSize(1);
        assertThat(sessions.reasons()).containsExactly("cold reset of the BMC", "warm reset of the BMC");
    }

    @Test
    public void aColdResetForgetsWhatIsVolatile() {
        setVolatile();

        send(cold, bmc, "");
        clock.advance(Duration.ofMillis(BmcReset.DELAY_MILLIS));

        assertThat(ask(new GetChannelAccess(), bmc, "0e80")).isEqualTo("00 2204");
        assertThat(ask(new GetBmcGlobalEnables(), bmc, "")).isEqualTo("00 08");
        assertThat(AcpiPowerState.told(bmc.settings())).isEqualTo(AcpiPowerState.DEFAULT);
        assertThat(SystemInfoParameter.isSetInProgress(bmc.settings())).isFalse();
        assertThat(SystemInfoParameter.OPERATING_SYSTEM_NAME.get(bmc.settings()))
                .isEmpty();
    }

    @Test
    public void aWarmResetForgetsNothing() {
        setVolatile();

        send(warm, bmc, "");
        clock.advance(Duration.ofMillis(BmcReset.DELAY_MILLIS));

        assertThat(sessions.active("vm1")).isEmpty();
        assertThat(ask(new GetChannelAccess(), bmc, "0e80")).isEqualTo("00 2003");
        assertThat(ask(new GetBmcGlobalEnables(), bmc, "")).isEqualTo("00 00");
        assertThat(SystemInfoParameter.OPERATING_SYSTEM_NAME.get(bmc.settings()))
                .isPresent();
    }

    @Test
    public void aResetTakesNoData() {
        assertThat(ask(cold, bmc, "00")).isEqualTo("c7");
        assertThat(ask(warm, bmc, "00")).isEqualTo("c7");
    }

    @Test
    public void theRealClockResetsToo() {
        BmcReset real = new BmcReset(sessions);

        CommandResponse response = send(new WarmReset(real), bmc, "");
        response.underWay()
                .toCompletableFuture()
                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .join();

        assertThat(sessions.active("vm1")).isEmpty();
        real.close();
        assertThat(send(new WarmReset(real), bmc, "").underWay().toCompletableFuture())
                .isCompletedExceptionally();
    }

    private void setVolatile() {
        new ChannelAccess(ChannelAccess.DISABLED, false, false, true, PrivilegeLevel.OPERATOR)
                .putInForce(bmc.settings());
        new GlobalEnables(false).putInForce(bmc.settings());
        new AcpiPowerState(1, 1).putInForce(bmc.settings());
        SystemInfoParameter.setInProgress(bmc.settings(), true);
        SystemInfoParameter.OPERATING_SYSTEM_NAME.put(bmc.settings(), SystemInfoString.of("Linux"));
    }
}
