package org.ipmibridge.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

public class TableTest {
    @Test
    public void eachColumnHasTheMedianOfItsRoundsAndTheRatioToTheOneBefore() {
        Series sim = new Series(Target.ipmiSim(Path.of(".")), 3);
        Series bridge = new Series(Target.bridge(Path.of("."), Path.of(".")), 3);
        for (double value : new double[] {100, 900, 200}) {
            sim.add(Measure.ONE_SESSION, value);
            bridge.add(Measure.ONE_SESSION, value * 1.5);
        }
        bridge.addTrouble(new LoadResult(1, 1, 1, 1, 2, 3));
        assertThat(Table.of(List.of(sim, bridge)))
                .contains("|  | ipmi_sim, suite 3 | bridge, suite 3 | ratio |")
                .contains("| requests/s, 1 session | 200 | 300 | 1.50 |")
                .contains("bridge, suite 3: 2 wrong answers, 3 requests sent again")
                .doesNotContain("ipmi_sim, suite 3: ");
    }
}
