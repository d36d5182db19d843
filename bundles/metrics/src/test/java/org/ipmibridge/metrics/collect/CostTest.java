package org.ipmibridge.metrics.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.Optional;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.observe.CommandEnd;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Test;

/** Says what counting costs. */
public final class CostTest {
    private static final int COMMANDS = 300_000;

    @Test
    public void aCommandIsCountedInNoTime() {
        PrometheusRegistry registry = new PrometheusRegistry();
        CommandFigures commands = new CommandFigures(registry);
        CommandDescription status = new CommandDescription(
                NetFn.CHASSIS, IpmiCommand.NO_BODY, 1, "Get Chassis Status", PrivilegeLevel.USER, false, false);
        CommandEnd end = new CommandEnd(
                Instant.EPOCH,
                CommandRequests.of(new FakeBmc("vm1"), NetFn.CHASSIS, 1),
                Optional.of(status),
                CompletionCode.OK,
                500_000,
                CommandEnd.Stage.ENDED,
                "");
        for (int round = 0; round < 5; round++) {
            long begun = System.nanoTime();
            for (int i = 0; i < COMMANDS; i++) {
                commands.ended(end);
            }
            System.out.printf("%.0f ns for each command%n", (double) (System.nanoTime() - begun) / COMMANDS);
        }
        assertThat(registry.scrape().stream()).hasSize(2);
    }
}
