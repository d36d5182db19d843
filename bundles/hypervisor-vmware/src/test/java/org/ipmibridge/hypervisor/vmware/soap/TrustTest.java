package org.ipmibridge.hypervisor.vmware.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.ipmibridge.hypervisor.vmware.fake.TestIdentity;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class TrustTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @ClassRule
    public static final TemporaryFolder FILES = new TemporaryFolder();

    private static final TestIdentity IDENTITY = TestIdentity.selfSigned("ip:127.0.0.1");
    private static final TestIdentity OTHER = TestIdentity.selfSigned("ip:127.0.0.1");
    private static final TestIdentity NAMELESS = TestIdentity.selfSigned();

    private static FakeVsphere server;

    @BeforeClass
    public static void start() {
        server = FakeVsphere.create(IDENTITY);
    }

    @AfterClass
    public static void stop() {
        server.close();
    }

    @Test
    public void thePinnedCertificateIsBelieved() throws Exception {
        String digits = IDENTITY.fingerprint();

        assertThat(connect(Trust.fingerprint(digits), server.url())).isNotNull();
        assertThat(connect(Trust.fingerprint(digits.toUpperCase(Locale.ROOT)), server.url()))
                .isNotNull();
        assertThat(connect(Trust.fingerprint(digits.replaceAll("(..)(?!$)", "$1:")), server.url()))
                .isNotNull();
    }

    @Test
    public void thePinnedCertificateIsBelievedWhateverItsNames() throws Exception {
        try (FakeVsphere nameless = FakeVsphere.create(NAMELESS)) {
            assertThat(connect(Trust.fingerprint(NAMELESS.fingerprint()), nameless.url()))
                    .isNotNull();
        }
    }

    @Test
    public void anotherCertificateThanThePinnedOneIsRefusedWithTheFingerprintThatWasSeen() {
        String seen = IDENTITY.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");

        assertThatThrownBy(() -> connect(Trust.fingerprint(OTHER.fingerprint()), server.url()))
                .isInstanceOfSatisfying(TransportException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(TransportException.Kind.NOT_SENT))
                .hasMessageContaining("its SHA-256 fingerprint is " + seen + ", but the configuration trusts");
    }

    @Test
    public void whatOneServerIsTrustedWithIsNothingToAnother() throws Exception {
        try (FakeVsphere second = FakeVsphere.create(OTHER)) {
            assertThat(connect(Trust.fingerprint(OTHER.fingerprint()), second.url()))
                    .isNotNull();
            assertThat(connect(Trust.fingerprint(IDENTITY.fingerprint()), server.url()))
                    .isNotNull();
            assertThatThrownBy(() -> connect(Trust.fingerprint(IDENTITY.fingerprint()), second.url()))
                    .isInstanceOf(TransportException.class);
        }
    }

    @Test
    public void aCertificateOfTheFileIsBelievedAmongOthers() throws Exception {
        assertThat(connect(Trust.pem(file(OTHER.pem() + IDENTITY.pem())), server.url()))
                .isNotNull();
    }

    @Test
    public void aCertificateThatTheFileHasNotIsRefused() {
        assertThatThrownBy(() -> connect(Trust.pem(file(OTHER.pem())), server.url()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("its certificate is not trusted")
                .hasMessageContaining("its SHA-256 fingerprint is ");
    }

    @Test
    public void withAFileTheServersNameIsChecked() throws Exception {
        try (FakeVsphere nameless = FakeVsphere.create(NAMELESS)) {
            assertThatThrownBy(() -> connect(Trust.pem(file(NAMELESS.pem())), nameless.url()))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("No subject alternative names");
        }
    }

    @Test
    public void theJdkBelievesNobodysOwnCertificate() {
        assertThatThrownBy(() -> connect(Trust.system(), server.url()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("its certificate is not trusted");
    }

    @Test
    public void whatIsNoFingerprintOrNoCertificateIsRefused() throws Exception {
        for (String wrong : new String[] {"", "12:34", "x".repeat(64), IDENTITY.fingerprint() + "00"}) {
            assertThatThrownBy(() -> Trust.fingerprint(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("64 hexadecimal digits");
        }
        Path text = file("no certificate");
        assertThatThrownBy(() -> Trust.pem(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PEM");
        assertThatThrownBy(() -> Trust.pem(text.resolveSibling("missing.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read");
    }

    private static ServiceContent connect(Trust trust, URI url) throws IOException {
        try (HttpTransport transport = new HttpTransport("test", trust, LONG)) {
            ManagedObjectReference root = new ManagedObjectReference();
            root.setType("ServiceInstance");
            root.setVal("ServiceInstance");
            return new VimPortType(new VimClient(transport, url, LONG)).retrieveServiceContent(root);
        }
    }

    private static Path file(String content) throws IOException {
        return Files.writeString(FILES.newFile().toPath(), content);
    }
}
