package org.ipmibridge.hypervisor.vmware.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.VirtualCdrom;
import com.vmware.vim25.VirtualCdromIsoBackingInfo;
import com.vmware.vim25.VirtualDeviceConfigSpec;
import com.vmware.vim25.VirtualDeviceConfigSpecOperation;
import com.vmware.vim25.VirtualMachineBootOptionsBootableCdromDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDevice;
import com.vmware.vim25.VirtualMachineConfigSpec;
import com.vmware.vim25.ws.Argument;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.junit.Test;

public final class EncoderTest {
    @Test
    public void argumentsThatAreUnsetAreLeftOut() {
        assertThat(body(
                        new Argument("a", "String", "x"),
                        new Argument("b", "String", null),
                        new Argument("c", "int", 5)))
                .isEqualTo("<a>x</a><c>5</c>");
    }

    @Test
    public void listsAreRepeatedElements() {
        assertThat(body(
                        new Argument("a", "String[]", new String[] {"x", "y"}),
                        new Argument("b", "int[]", new int[] {1, 2})))
                .isEqualTo("<a>x</a><a>y</a><b>1</b><b>2</b>");
    }

    @Test
    public void referencesTellTheirType() {
        assertThat(body(new Argument("_this", "ManagedObjectReference", reference())))
                .isEqualTo("<_this type=\"VirtualMachine\">vm-1</_this>");
    }

    @Test
    public void charactersThatXmlCannotHaveAreLeftOutAndOthersEscaped() {
        assertThat(body(new Argument(
                        "a", "String", "a<b>&\"c\"\u0000\u0001\u001b\ud800\ufffe\t\n\r\u00e9\ud83d\ude00")))
                .isEqualTo("<a>a&lt;b&gt;&amp;&quot;c&quot;\t\n&#13;\u00e9\ud83d\ude00</a>");
    }

    @Test
    public void membersThatNobodySetAreNotWritten() {
        assertThat(spec(new VirtualMachineConfigSpec())).isEmpty();
    }

    @Test
    public void membersComeInTheOrderOfTheSchema() {
        SecureBootOptions options = new SecureBootOptions();
        options.setNetworkBootProtocol("ipv4");
        options.setBootOrder(new VirtualMachineBootOptionsBootableDevice[] {
            new VirtualMachineBootOptionsBootableCdromDevice(), new VirtualMachineBootOptionsBootableDevice()
        });
        options.setBootRetryEnabled(false);
        options.efiSecureBootEnabled = true;
        options.setEnterBIOSSetup(true);
        options.setBootDelay(7L);
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.setFirmware("efi");
        spec.setBootOptions(options);

        assertThat(spec(spec))
                .isEqualTo(
                        "<bootOptions><bootDelay>7</bootDelay><enterBIOSSetup>true</enterBIOSSetup>"
                                + "<efiSecureBootEnabled>true</efiSecureBootEnabled><bootRetryEnabled>false</bootRetryEnabled>"
                                + "<bootOrder xsi:type=\"VirtualMachineBootOptionsBootableCdromDevice\"></bootOrder><bootOrder>"
                                + "</bootOrder><networkBootProtocol>ipv4</networkBootProtocol></bootOptions><firmware>efi</firmware>");
    }

    @Test
    public void valuesOfAnyTypeTellTheirs() {
        assertThat(value("x")).isEqualTo("<key>k</key><value xsi:type=\"xsd:string\">x</value>");
        assertThat(value(5)).isEqualTo("<key>k</key><value xsi:type=\"xsd:int\">5</value>");
        assertThat(value(5L)).isEqualTo("<key>k</key><value xsi:type=\"xsd:long\">5</value>");
        assertThat(value(true)).isEqualTo("<key>k</key><value xsi:type=\"xsd:boolean\">true</value>");
        assertThat(value(reference()))
                .isEqualTo(
                        "<key>k</key><value xsi:type=\"ManagedObjectReference\" type=\"VirtualMachine\">vm-1</value>");
        assertThat(value(GregorianCalendar.from(
                        Instant.parse("2026-01-02T03:04:05Z").atZone(ZoneOffset.ofHours(2)))))
                .isEqualTo("<key>k</key><value xsi:type=\"xsd:dateTime\">2026-01-02T03:04:05Z</value>");
        assertThat(value(new byte[] {1, 2, 3}))
                .isEqualTo("<key>k</key><value xsi:type=\"xsd:base64Binary\">AQID</value>");
    }

    @Test
    public void derivedTypesAreNamed() {
        VirtualCdromIsoBackingInfo backing = new VirtualCdromIsoBackingInfo();
        backing.setFileName("[ds] a.iso");
        VirtualCdrom drive = new VirtualCdrom();
        drive.setKey(3000);
        drive.setBacking(backing);
        VirtualDeviceConfigSpec change = new VirtualDeviceConfigSpec();
        change.setOperation(VirtualDeviceConfigSpecOperation.edit);
        change.setDevice(drive);
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.setDeviceChange(new VirtualDeviceConfigSpec[] {change});

        assertThat(spec(spec))
                .isEqualTo("<deviceChange><operation>edit</operation><device xsi:type=\"VirtualCdrom\"><key>3000</key>"
                        + "<backing xsi:type=\"VirtualCdromIsoBackingInfo\"><fileName>[ds] a.iso</fileName></backing>"
                        + "</device></deviceChange>");
    }

    private static ManagedObjectReference reference() {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.setType("VirtualMachine");
        reference.setVal("vm-1");
        return reference;
    }

    private static String value(Object value) {
        OptionValue option = new OptionValue();
        option.setKey("k");
        option.setValue(value);
        return within("o", body(new Argument("o", "OptionValue", option)));
    }

    private static String spec(VirtualMachineConfigSpec spec) {
        return within("spec", body(new Argument("spec", "VirtualMachineConfigSpec", spec)));
    }

    private static String body(Argument... arguments) {
        return Encoder.call("Do", arguments)
                .replaceFirst("(?s).*<Do xmlns=\"urn:vim25\">", "")
                .replaceFirst("(?s)</Do>.*", "");
    }

    private static String within(String element, String xml) {
        assertThat(xml).startsWith("<" + element + ">").endsWith("</" + element + ">");
        return xml.substring(element.length() + 2, xml.length() - element.length() - 3);
    }
}
