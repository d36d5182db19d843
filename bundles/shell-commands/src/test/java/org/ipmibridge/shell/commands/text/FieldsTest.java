package org.ipmibridge.shell.commands.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public final class FieldsTest {
    private final Fields fields = new Fields()
            .put("name", "vm1")
            .put("bootOverride", null)
            .put("macAddresses", List.of("a", "b"))
            .put("boots", new Listing("time", "device").add("t1", "disk"))
            .put("users", new Listing("id"));

    @Test
    public void valuesStandInOneColumnAndTablesBelowTheirLabel() {
        assertThat(fields.render(false)).isEqualTo("""
                        name:          vm1
                        boot override: -
                        mac addresses: a, b
                        boots:
                          TIME  DEVICE
                          t1    disk
                        users:         -""");
    }

    @Test
    public void jsonIsOneObject() {
        assertThat(fields.render(true))
                .isEqualTo("{\"name\":\"vm1\",\"bootOverride\":null,\"macAddresses\":[\"a\",\"b\"],"
                        + "\"boots\":[{\"time\":\"t1\",\"device\":\"disk\"}],\"users\":[]}");
    }
}
