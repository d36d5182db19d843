package org.ipmibridge.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class AuditShowTest {
    private final AuditShow show = new AuditShow(null);

    @Test
    public void moreLinesThanThereIsMemoryForCannotBeAskedFor() {
        for (int last : new int[] {Integer.MIN_VALUE, 0, 10_001, 1_000_000}) {
            assertThatThrownBy(() -> show.show(false, last, "", ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("--last must be 1 to 10000");
        }
    }
}
