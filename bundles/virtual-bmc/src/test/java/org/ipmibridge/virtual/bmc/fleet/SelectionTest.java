package org.ipmibridge.virtual.bmc.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.junit.Test;

public final class SelectionTest {
    private static final Placement WEB01 = new Placement(
            "id",
            "web01",
            "DC0/vm/web/front",
            "DC0/host/C0/Resources/prod/web",
            Map.of("owner", "team-a", "bmc", "yes"));

    @Test
    public void withoutCriteriaAllMachinesAreMeant() {
        assertThat(read().has(WEB01)).isTrue();
        assertThat(read().isFor("any")).isTrue();
    }

    @Test
    public void hypervisorsAreMeantByName() {
        assertThat(read("hypervisor", "a, b").isFor("b")).isTrue();
        assertThat(read("hypervisor", "a, b").isFor("c")).isFalse();
    }

    @Test
    public void aNamePatternIsForTheWholeName() {
        assertThat(read("name", "web??").has(WEB01)).isTrue();
        assertThat(read("name", "*0*").has(WEB01)).isTrue();
        assertThat(read("name", "db*, web*").has(WEB01)).isTrue();
        assertThat(read("name", "web?").has(WEB01)).isFalse();
        assertThat(read("name", "WEB*").has(WEB01)).isFalse();
        assertThat(read("name", "w.*").has(WEB01)).isFalse();
        assertThat(read("name", "a+b(*").has(named("a+b(c"))).isTrue();
    }

    @Test
    public void aFolderIsMeantWithWhatIsBelow() {
        assertThat(read("folder", "DC0/vm/web").has(WEB01)).isTrue();
        assertThat(read("folder", "/DC0/vm/web/front/").has(WEB01)).isTrue();
        assertThat(read("folder", "DC0/vm/we").has(WEB01)).isFalse();
        assertThat(read("folder", "DC0/vm/web/front/x").has(WEB01)).isFalse();
        assertThat(read("folder", "DC1, DC0").has(WEB01)).isTrue();
    }

    @Test
    public void aResourcePoolIsMeantByPathOrByName() {
        assertThat(read("resource.pool", "prod").has(WEB01)).isTrue();
        assertThat(read("resource.pool", "web").has(WEB01)).isTrue();
        assertThat(read("resource.pool", "pro").has(WEB01)).isFalse();
        assertThat(read("resource.pool", "DC0/host/C0/Resources/prod").has(WEB01))
                .isTrue();
        assertThat(read("resource.pool", "DC0/host/C1/Resources/prod").has(WEB01))
                .isFalse();
    }

    @Test
    public void anAttributeIsMeantByNameAndPatternOfItsValue() {
        assertThat(read("attribute", "owner=team-*").has(WEB01)).isTrue();
        assertThat(read("attribute", "owner=team-b").has(WEB01)).isFalse();
        assertThat(read("attribute", "place=*").has(WEB01)).isFalse();
        assertThat(read("attribute", "place=*, bmc = yes").has(WEB01)).isTrue();
    }

    @Test
    public void allKeysMustFitAndNoneOfTheExclusionsMay() {
        assertThat(read("name", "web*", "folder", "DC0/vm/db").has(WEB01)).isFalse();
        assertThat(read("name", "web*", "folder", "DC0/vm/web").has(WEB01)).isTrue();
        assertThat(read("exclude.name", "*01").has(WEB01)).isFalse();
        assertThat(read("exclude.name", "*02", "exclude.folder", "DC0/vm/web").has(WEB01))
                .isFalse();
        assertThat(read("exclude.resource.pool", "lab").has(WEB01)).isTrue();
        assertThat(read("exclude.attribute", "bmc=yes").has(WEB01)).isFalse();
    }

    @Test
    public void whatIsNoCriterionIsRefusedWithKeyAndReason() {
        assertThatThrownBy(() -> read("attribute", "owner"))
                .hasMessageContaining("attribute = owner: must be NAME=PATTERN");
        assertThatThrownBy(() -> read("exclude.folder", "//"))
                .hasMessageContaining("exclude.folder = //: must be a path");
    }

    private static Placement named(String name) {
        return new Placement("id", name, "", "", Map.of());
    }

    private static Selection read(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of("service.pid", "fleet-web.cfg"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Selection.read(new ConfigReader(properties));
    }
}
