package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What is seen from outside of the connection to a vCenter. */
public class VsphereMonitoringIT extends VsphereCase {
    private static final String LABELS = "{hypervisor=\"vcenter1\"}";

    @Test
    public void theConnectionIsWatchedWithoutACallOfTheServer() throws Exception {
        Scrape scrape = Scrape.atFreePort();
        files.write("org.ipmibridge.metrics.cfg", List.of("enabled = true", "port = " + scrape.port()));
        start();
        await(() -> scrape.value(figure("connected")) == 1);
        await(() -> scrape.value(figure("machines")) == 4);
        await(() -> scrape.value(figure("state_age_seconds")) < 60);
        await(() -> scrape.value(figure("call_duration_seconds_count")) > 0);
        double calls = scrape.value(figure("call_duration_seconds_count"));
        assertThat(scrape.value(figure("reconnects_total"))).isZero();
        assertThat(status().code()).isZero();
        ipmi("power", "reset");
        await(() -> scrape.value(figure("call_duration_seconds_count")) > calls);

        vcenter.freeze();
        Finished frozen = status();
        System.out.println("bridge status took " + frozen.millis() + " ms while the vCenter was frozen");
        assertThat(frozen.output()).contains("https://127.0.0.1:" + vcenter.port());
        // Nobody knows before somebody asks it something.
        await(() -> power().output().contains(UNAVAILABLE));
        await(() -> scrape.value(figure("connected")) == 0);
        vcenter.thaw();
        await(() -> scrape.value(figure("connected")) == 1);

        vcenter.stop();
        await(() -> scrape.value(figure("connected")) == 0 && scrape.value("ipmibridge_problems") == 1);
        Finished degraded = status();
        assertThat(degraded.code()).isEqualTo(1);
        assertThat(degraded.output()).contains("degraded: 1 problem", "hypervisor vcenter1");
        // A restart of the bridge would not help, and its BMCs still answer.
        assertThat(scrape.page("/-/healthy")).isEqualTo("healthy\n");
        assertThat(scrape.page("/-/ready")).isEqualTo("ready\n");
    }

    private static String figure(String name) {
        return "ipmibridge_hypervisor_" + name + LABELS;
    }

    private Finished status() throws Exception {
        return Command.run(Map.of(), List.of(Archive.script(), "status", "--data", data.toString()));
    }
}
