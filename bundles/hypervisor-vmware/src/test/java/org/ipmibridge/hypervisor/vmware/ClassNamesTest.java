package org.ipmibridge.hypervisor.vmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.junit.Test;

public final class ClassNamesTest {
    @Test
    public void everythingThatAClassNeedsIsNamedButWhatTheJdkHas() throws Exception {
        assertThat(names("session/Failures"))
                .contains(
                        "com.vmware.vim25.InvalidLogin",
                        "com.vmware.vim25.LocalizedMethodFault",
                        "org.ipmibridge.hypervisor.vmware.session.Failures$Kind",
                        "org.ipmibridge.hypervisor.api.MachineBusyException")
                .noneMatch(name -> name.startsWith("java.") || name.contains("/") || name.contains(";"));
    }

    @Test
    public void longConstantsTakeTwoPlaces() throws Exception {
        assertThat(names("soap/HttpTransport")).contains("org.ipmibridge.hypervisor.vmware.soap.BodyStream");
    }

    private static Set<String> names(String type) throws IOException {
        try (InputStream in = ClassNamesTest.class.getResourceAsStream(type + ".class")) {
            return ClassNames.in(in);
        }
    }
}
