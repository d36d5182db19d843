package org.ipmibridge.ipmi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.Test;

public class CodesTest {
    @Test
    public void cipherSuitesAreFoundByIdAndByTheirAlgorithms() {
        assertThat(CipherSuite.of(17)).contains(CipherSuite.SUITE_17);
        assertThat(CipherSuite.of(3, 4, 1)).contains(CipherSuite.SUITE_17);
        assertThat(CipherSuite.of(1, 1, 1)).contains(CipherSuite.SUITE_3);
        assertThat(CipherSuite.of(1, 1, 0)).contains(CipherSuite.SUITE_2);
        assertThat(CipherSuite.of(3, 4, 0)).contains(CipherSuite.SUITE_16);
        assertThat(CipherSuite.of(1, 0, 0)).contains(CipherSuite.SUITE_1);
        assertThat(CipherSuite.of(3, 0, 0)).contains(CipherSuite.SUITE_15);
        assertThat(IntStream.range(0, 64).filter(id -> CipherSuite.of(id).isPresent()))
                .containsExactly(1, 2, 3, 15, 16, 17);
    }

    @Test
    public void noCipherSuiteIsWithoutAuthentication() {
        for (int integrity = 0; integrity < 64; integrity++) {
            for (int confidentiality = 0; confidentiality < 64; confidentiality++) {
                assertThat(CipherSuite.of(0, integrity, confidentiality)).isEmpty();
            }
        }
        assertThat(CipherSuite.of(3, 1, 1)).isEmpty();
        assertThat(CipherSuite.of(1, 4, 1)).isEmpty();
    }

    @Test
    public void everyCompletionCodeHasAValueAndALabel() {
        assertThat(CompletionCode.OK.isOk()).isTrue();
        assertThat(CompletionCode.INVALID_IN_PRESENT_STATE)
                .hasToString("D5h Command Not Supported In Present State")
                .isEqualTo(new CompletionCode(0xD5));
        assertThat(new CompletionCode(0x81)).hasToString("81h Command Specific");
        assertThat(new CompletionCode(0x01)).hasToString("01h Reserved Or OEM");
        assertThat(new CompletionCode(0xFF).isOk()).isFalse();
        assertThatThrownBy(() -> new CompletionCode(0x100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CompletionCode(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void everyNetworkFunctionHasARequestAndAResponse() {
        IntStream.range(0, 64).mapToObj(NetFn::of).forEach(netFn -> {
            assertThat(netFn.isRequest()).isEqualTo(netFn.code() % 2 == 0);
            assertThat(netFn.request().code()).isEqualTo(netFn.code() / 2 * 2);
            assertThat(netFn.response().code()).isEqualTo(netFn.code() / 2 * 2 + 1);
        });
        assertThat(NetFn.APP).hasToString("06h");
    }

    @Test
    public void groupsAndOemsNameTheBodyThatDefinesTheCommand() {
        assertThat(IntStream.range(0, 64).filter(code -> NetFn.of(code).bodyLength() == 1))
                .containsExactly(0x2C, 0x2D);
        assertThat(IntStream.range(0, 64).filter(code -> NetFn.of(code).bodyLength() == 3))
                .containsExactly(0x2E, 0x2F);
    }

    @Test
    public void aPrivilegeLevelIncludesThoseBelow() {
        assertThat(PrivilegeLevel.OPERATOR.includes(PrivilegeLevel.USER)).isTrue();
        assertThat(PrivilegeLevel.OPERATOR.includes(PrivilegeLevel.OPERATOR)).isTrue();
        assertThat(PrivilegeLevel.OPERATOR.includes(PrivilegeLevel.ADMINISTRATOR))
                .isFalse();
        assertThat(PrivilegeLevel.ADMINISTRATOR.limitedTo(PrivilegeLevel.USER)).isEqualTo(PrivilegeLevel.USER);
        assertThat(PrivilegeLevel.USER.limitedTo(PrivilegeLevel.ADMINISTRATOR)).isEqualTo(PrivilegeLevel.USER);
        assertThat(IntStream.range(-1, 17)
                        .filter(code -> PrivilegeLevel.of(code).isPresent()))
                .containsExactly(1, 2, 3, 4, 5);
        Arrays.stream(PrivilegeLevel.values())
                .forEach(level -> assertThat(PrivilegeLevel.of(level.code())).contains(level));
    }

    @Test
    public void authenticationTypesAreFoundByTheirCodes() {
        Arrays.stream(AuthenticationType.values()).forEach(type -> {
            assertThat(AuthenticationType.of(type.code())).contains(type);
            assertThat(type.bit()).isEqualTo(1 << type.code());
        });
        assertThat(AuthenticationType.of(3)).isEmpty();
        assertThat(AuthenticationType.of(7)).isEmpty();
        assertThat(AuthenticationType.of(-1)).isEmpty();
    }
}
