package org.ipmibridge.hypervisor.vmware.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.ArrayOfInt;
import com.vmware.vim25.ArrayOfString;
import com.vmware.vim25.ArrayOfVirtualDevice;
import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.NoPermission;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualDisk;
import com.vmware.vim25.VirtualMachineQuickStats;
import com.vmware.vim25.VirtualMachineRuntimeInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Calendar;
import javax.xml.stream.XMLStreamException;
import org.ipmibridge.hypervisor.vmware.fake.Soap;
import org.junit.Test;

public final class EnvelopeTest {
    @Test
    public void membersThatAreNotKnownArePassedOver() throws Exception {
        ServiceContent content = (ServiceContent) read(
                "ServiceContent",
                "<returnval><newManager type=\"New\">x<deep><deeper/></deep></newManager><about><name>v</name>"
                        + "<fullName>vCenter</fullName><brandNew><a>1</a></brandNew></about>"
                        + "<rootFolder type=\"Folder\">group-d1</rootFolder></returnval>");

        assertThat(content.getAbout().getFullName()).isEqualTo("vCenter");
        assertThat(content.getRootFolder().getVal()).isEqualTo("group-d1");
    }

    @Test
    public void devicesOfUnknownTypesAreDevicesAllTheSame() throws Exception {
        ArrayOfVirtualDevice devices = (ArrayOfVirtualDevice) property("<val xsi:type=\"ArrayOfVirtualDevice\">"
                + "<VirtualDevice xsi:type=\"VirtualNVMEController\"><key>31000</key><busNumber>0</busNumber>"
                + "</VirtualDevice><VirtualDevice xsi:type=\"VirtualTPM\"><key>11000</key></VirtualDevice>"
                + "<VirtualDevice xsi:type=\"VirtualDisk\"><key>2000</key></VirtualDevice></val>");

        assertThat(devices.getVirtualDevice()).extracting(VirtualDevice::getKey).containsExactly(31000, 11000, 2000);
        assertThat(devices.getVirtualDevice()[0].getClass()).isEqualTo(VirtualDevice.class);
        assertThat(devices.getVirtualDevice()[2]).isInstanceOf(VirtualDisk.class);
    }

    @Test
    public void aValueThatAnEnumerationDoesNotHaveLeavesItUnset() throws Exception {
        VirtualMachineRuntimeInfo runtime = (VirtualMachineRuntimeInfo) read(
                "VirtualMachineRuntimeInfo",
                "<returnval><powerState>hibernating</powerState><maxMemoryUsage>5</maxMemoryUsage></returnval>");

        assertThat(runtime.getPowerState()).isNull();
        assertThat(runtime.getMaxMemoryUsage()).isEqualTo(5);
    }

    @Test
    public void aPropertyOfAnUnknownTypeIsUnset() throws Exception {
        assertThat(property("<val xsi:type=\"BrandNewType\"><x>1</x></val>")).isNull();
    }

    @Test
    public void numbersAndTimesThatCannotBeReadLeaveTheirMemberUnset() throws Exception {
        VirtualMachineQuickStats stats = (VirtualMachineQuickStats) read(
                "VirtualMachineQuickStats",
                "<returnval><overallCpuUsage>99999999999999</overallCpuUsage><guestMemoryUsage>12</guestMemoryUsage>"
                        + "<hostMemoryUsage/><uptimeSeconds>3.5</uptimeSeconds></returnval>");
        assertThat(stats.getOverallCpuUsage()).isNull();
        assertThat(stats.getGuestMemoryUsage()).isEqualTo(12);
        assertThat(stats.getHostMemoryUsage()).isNull();
        assertThat(stats.getUptimeSeconds()).isNull();

        VirtualMachineRuntimeInfo runtime = (VirtualMachineRuntimeInfo) read(
                "VirtualMachineRuntimeInfo",
                "<returnval><bootTime>yesterday</bootTime><toolsInstallerMounted>perhaps</toolsInstallerMounted>"
                        + "<suspendTime>2026-02-03T04:05:06.789Z</suspendTime></returnval>");
        assertThat(runtime.getBootTime()).isNull();
        assertThat(runtime.isToolsInstallerMounted()).isFalse();
        assertThat(runtime.getSuspendTime().toInstant()).isEqualTo(Instant.parse("2026-02-03T04:05:06.789Z"));
    }

    @Test
    public void timesAreReadWithAndWithoutZone() throws Exception {
        assertThat(((Calendar) property("<val xsi:type=\"xsd:dateTime\">2026-02-03T04:05:06+02:00</val>")).toInstant())
                .isEqualTo(Instant.parse("2026-02-03T02:05:06Z"));
        assertThat(((Calendar) property("<val xsi:type=\"xsd:dateTime\">2026-02-03T04:05:06</val>")).toInstant())
                .isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
    }

    @Test
    public void aReferencesTypeIsNotItsXmlType() throws Exception {
        assertThat(property("<val xsi:type=\"ManagedObjectReference\" type=\"HostSystem\">host-1</val>"))
                .isEqualTo(reference("HostSystem", "host-1"));
        assertThat(property("<val type=\"HostSystem\" xsi:type=\"ManagedObjectReference\">host-1</val>"))
                .isEqualTo(reference("HostSystem", "host-1"));
    }

    @Test
    public void listsOfSimpleValuesAreRead() throws Exception {
        assertThat(((ArrayOfString) property(
                                "<val xsi:type=\"ArrayOfString\"><string>a</string><string>b &amp; c</string></val>"))
                        .getString())
                .containsExactly("a", "b & c");
        assertThat(((ArrayOfInt) property("<val xsi:type=\"ArrayOfInt\"><int>1</int><int>2</int></val>")).get_int())
                .containsExactly(1, 2);
        assertThat((int[]) read("int[]", "<returnval>1</returnval><returnval>2</returnval>"))
                .containsExactly(1, 2);
        assertThat(read("ManagedObjectReference[]", "")).isNull();
    }

    @Test
    public void aValueWithoutTypeWhereAnyMayBeIsText() throws Exception {
        OptionValue option = (OptionValue) read("OptionValue", "<returnval><key>k</key><value>v</value></returnval>");

        assertThat(option.getValue()).isEqualTo("v");
    }

    @Test
    public void bootOptionsHaveMembersOfANewerVersion() throws Exception {
        SecureBootOptions options = (SecureBootOptions) property("<val xsi:type=\"VirtualMachineBootOptions\">"
                + "<bootDelay>10</bootDelay><efiSecureBootEnabled>true</efiSecureBootEnabled></val>");

        assertThat(options.efiSecureBootEnabled).isTrue();
        assertThat(options.getBootDelay()).isEqualTo(10);
    }

    @Test
    public void anUnknownFaultOfATaskKeepsItsName() throws Exception {
        TaskInfo info = (TaskInfo)
                property(
                        "<val xsi:type=\"TaskInfo\"><key>task-1</key><state>error</state><error>"
                                + "<fault xsi:type=\"BrandNew\"><what>1</what></fault><localizedMessage>oh</localizedMessage></error></val>");

        assertThat(info.getState()).isEqualTo(TaskInfoState.error);
        assertThat(info.getError().getFault())
                .isInstanceOfSatisfying(
                        UnknownFault.class, fault -> assertThat(fault.type()).isEqualTo("BrandNew"));
        assertThat(info.getError().getLocalizedMessage()).isEqualTo("oh");
    }

    @Test
    public void aFaultIsThrownWithItsDataAndWords() {
        assertThatThrownBy(() -> readAll(
                        "void",
                        Soap.fault(
                                "NoPermission", "<privilegeId>VirtualMachine.Interact.PowerOn</privilegeId>", "No.")))
                .isInstanceOfSatisfying(VimFault.class, fault -> {
                    assertThat(fault.type()).isEqualTo("NoPermission");
                    assertThat(fault.words()).isEqualTo("No.");
                    assertThat(((NoPermission) fault.fault()).getPrivilegeId())
                            .isEqualTo("VirtualMachine.Interact.PowerOn");
                });
    }

    @Test
    public void aFaultOfAnUnknownTypeOrWithoutDataIsAFaultAllTheSame() {
        assertThatThrownBy(() -> readAll(null, Soap.fault("BrandNew", "<x/>", "New.")))
                .isInstanceOfSatisfying(VimFault.class, fault -> {
                    assertThat(fault.type()).isEqualTo("BrandNew");
                    assertThat(fault.fault()).isInstanceOf(UnknownFault.class);
                });
        assertThatThrownBy(() -> readAll(
                        null,
                        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault>"
                                + "<faultcode>x</faultcode><faultstring>Nothing more.</faultstring></e:Fault></e:Body>"
                                + "</e:Envelope>"))
                .isInstanceOfSatisfying(
                        VimFault.class, fault -> assertThat(fault.words()).isEqualTo("Nothing more."));
    }

    @Test
    public void thatEachPropertyIsMissingForWantOfASessionIsALostSession() {
        assertThatThrownBy(() -> read(
                        "RetrieveResult",
                        "<returnval><objects><obj type=\"VirtualMachine\">vm-1</obj><missingSet><path>name</path><fault>"
                                + "<fault xsi:type=\"NotAuthenticated\"/><localizedMessage>gone</localizedMessage></fault>"
                                + "</missingSet></objects></returnval>"))
                .isInstanceOfSatisfying(VimFault.class, fault -> assertThat(fault.isSessionLost())
                        .isTrue());
    }

    @Test
    public void thatAPropertyMayNotBeReadIsNoLostSession() throws Exception {
        ObjectContent content = (ObjectContent) read(
                "ObjectContent",
                "<returnval><obj type=\"VirtualMachine\">vm-1</obj><missingSet><path>name</path><fault>"
                        + "<fault xsi:type=\"NoPermission\"/></fault></missingSet></returnval>");

        assertThat(content.getMissingSet()).hasSize(1);
    }

    @Test
    public void whatIsNoWholeEnvelopeIsRefused() {
        String whole = Soap.response("X", "<returnval>1</returnval>");
        for (String broken : new String[] {
            "",
            " ",
            "<html><body>Sign in</body></html>",
            "no XML",
            whole.substring(0, whole.length() - 3),
            whole.substring(0, whole.length() / 2),
            "<Envelope/>",
            whole.replace("<returnval>", "<returnval")
        }) {
            assertThatThrownBy(() -> readAll("int", broken)).as(broken).isInstanceOf(XMLStreamException.class);
        }
    }

    @Test
    public void documentTypesAndEntitiesAreRefused() {
        String whole = Soap.response("X", "<returnval>&e;</returnval>");
        String type = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        assertThatThrownBy(() -> readAll("string", whole.replaceFirst("\\?>", "?>" + type)))
                .isInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> readAll("string", whole)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    public void moreEscapedCharactersThanAParserCountsAreRead() throws Exception {
        String text = "&amp;&lt;".repeat(120_000);

        assertThat((String) read("string", "<returnval>" + text + "</returnval>"))
                .hasSize(240_000);
    }

    @Test
    public void whatIsNestedTooDeeplyIsRefused() {
        String deep = "<fault xsi:type=\"MethodFault\"><faultCause>".repeat(5000);
        String end = "</faultCause></fault>".repeat(5000);

        assertThatThrownBy(() -> read("LocalizedMethodFault", "<returnval>" + deep + end + "</returnval>"))
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    public void aTypeThatDoesNotFitItsPlaceIsNotTaken() throws Exception {
        ServiceContent content = (ServiceContent) read(
                "ServiceContent",
                "<returnval><about xsi:type=\"VirtualDisk\"><fullName>v</fullName></about>"
                        + "<rootFolder xsi:type=\"xsd:int\" type=\"Folder\">1</rootFolder></returnval>");

        assertThat(content.getAbout().getFullName()).isEqualTo("v");
        assertThat(content.getRootFolder()).isEqualTo(reference("Folder", "1"));
    }

    private static Object property(String val) throws IOException, XMLStreamException {
        return ((DynamicProperty) read("DynamicProperty", "<returnval><name>p</name>" + val + "</returnval>")).getVal();
    }

    private static Object read(String type, String xml) throws IOException, XMLStreamException {
        return readAll(type, Soap.response("X", xml));
    }

    private static Object readAll(String type, String xml) throws IOException, XMLStreamException {
        return Envelope.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), type, Each.none());
    }

    private static ManagedObjectReference reference(String type, String id) {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.setType(type);
        reference.setVal(id);
        return reference;
    }
}
