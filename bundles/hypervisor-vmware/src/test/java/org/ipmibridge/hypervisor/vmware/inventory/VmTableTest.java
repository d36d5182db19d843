package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.CONNECTED;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.OFF;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.ON;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.content;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.enter;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.folder;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.in;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.leave;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.modify;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.name;
import static org.ipmibridge.hypervisor.vmware.inventory.Told.property;

import com.vmware.vim25.ArrayOfCustomFieldDef;
import com.vmware.vim25.ArrayOfCustomFieldValue;
import com.vmware.vim25.ArrayOfVirtualDevice;
import com.vmware.vim25.CustomFieldDef;
import com.vmware.vim25.CustomFieldStringValue;
import com.vmware.vim25.CustomFieldValue;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.ObjectUpdate;
import com.vmware.vim25.ObjectUpdateKind;
import com.vmware.vim25.PropertyChange;
import com.vmware.vim25.VirtualMachineConnectionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ipmibridge.hypervisor.api.PowerState;
import org.junit.Test;

/** Answers come in all orders; nothing that may be older replaces what is newer. */
public final class VmTableTest {
    private static final String VM = "vm-1";

    private final List<String> changes = new ArrayList<>();
    private final VmTable table =
            new VmTable((before, after) -> changes.add((before == null ? "none" : before.name() + " " + power(before))
                    + " -> "
                    + (after == null ? "none" : after.name() + " " + power(after))));

    @Test
    public void anUpdateIsTakenOverAndTold() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));
        update(table.tick(), modify(VM, OFF));
        update(table.tick(), leave(VM));

        assertThat(changes).containsExactly("none -> web ON", "web ON -> web OFF", "web OFF -> none");
        assertThat(table.get(VM)).isEmpty();
        assertThat(table.find("web")).isEmpty();
    }

    @Test
    public void aMachineIsInAResourcePoolAndAVAppInItsFolder() {
        update(
                table.tick(),
                folder("group-h", "host", null),
                Told.update("ClusterComputeResource", "domain-1", ObjectUpdateKind.enter, name("C0"), in("group-h")),
                Told.update(
                        "ResourcePool",
                        "resgroup-1",
                        ObjectUpdateKind.enter,
                        name("Resources"),
                        property("parent", Specs.reference("ClusterComputeResource", "domain-1"))),
                folder("group-v", "vm", null),
                Told.update(
                        "VirtualApp",
                        "vapp-1",
                        ObjectUpdateKind.enter,
                        name("shop"),
                        property("parentFolder", Specs.reference("Folder", "group-v")),
                        property("parent", Specs.reference("ResourcePool", "resgroup-1"))),
                enter(VM, name("web"), in("group-v"), pool("ResourcePool", "resgroup-1")),
                enter(
                        "vm-2",
                        name("cart"),
                        property("parentVApp", Specs.reference("VirtualApp", "vapp-1")),
                        pool("VirtualApp", "vapp-1")));

        assertThat(table.get(VM).map(VmState::pool)).contains("host/C0/Resources");
        assertThat(table.get("vm-2").map(VmState::path)).contains("vm/shop/cart");
        assertThat(table.get("vm-2").map(VmState::pool)).contains("vm/shop");

        update(table.tick(), Told.update("ResourcePool", "resgroup-1", ObjectUpdateKind.modify, name("Others")));
        assertThat(table.get(VM).map(VmState::pool)).contains("host/C0/Others");
    }

    @Test
    public void attributesHaveTheNamesOfTheirDefinitionsWhicheverIsToldFirst() {
        update(table.tick(), enter(VM, name("web"), values(101, "team-a", 102, "")));
        assertThat(table.get(VM).orElseThrow().attributes()).isEmpty();

        update(table.tick(), definitions(101, "owner", 102, "place"));
        assertThat(table.get(VM).orElseThrow().attributes()).containsExactly(Map.entry("owner", "team-a"));
        update(table.tick(), modify(VM, values(101, "team-a", 101, "team-b", 102, "here")));
        assertThat(table.get(VM).orElseThrow().attributes())
                .containsOnly(Map.entry("owner", "team-b"), Map.entry("place", "here"));
        update(table.tick(), definitions(101, "team"));
        assertThat(table.get(VM).orElseThrow().attributes()).containsExactly(Map.entry("team", "team-b"));
    }

    private static PropertyChange pool(String type, String id) {
        return property("resourcePool", Specs.reference(type, id));
    }

    /** @param keysAndTexts of attributes, in turns */
    private static PropertyChange values(Object... keysAndTexts) {
        CustomFieldValue[] values = new CustomFieldValue[keysAndTexts.length / 2];
        for (int i = 0; i < values.length; i++) {
            CustomFieldStringValue value = new CustomFieldStringValue();
            value.setKey((Integer) keysAndTexts[2 * i]);
            value.setValue((String) keysAndTexts[2 * i + 1]);
            values[i] = value;
        }
        ArrayOfCustomFieldValue all = new ArrayOfCustomFieldValue();
        all.setCustomFieldValue(values);
        return property("customValue", all);
    }

    private static ObjectUpdate definitions(Object... keysAndNames) {
        CustomFieldDef[] definitions = new CustomFieldDef[keysAndNames.length / 2];
        for (int i = 0; i < definitions.length; i++) {
            definitions[i] = new CustomFieldDef();
            definitions[i].setKey((Integer) keysAndNames[2 * i]);
            definitions[i].setName((String) keysAndNames[2 * i + 1]);
        }
        ArrayOfCustomFieldDef all = new ArrayOfCustomFieldDef();
        all.setCustomFieldDef(definitions);
        return Told.update(
                "CustomFieldsManager", "CustomFieldsManager", ObjectUpdateKind.modify, property("field", all));
    }

    @Test
    public void whatWasTrueOnlyInBetweenIsNotSeen() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));
        update(table.tick(), modify(VM, OFF), modify(VM, ON));

        assertThat(changes).containsExactly("none -> web ON");
    }

    @Test
    public void anUpdateThatWasUnderWayDuringADirectReadIsReadAgain() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));
        long poll = table.tick();
        assertThat(read(table.tick(), content(VM, name("web"), CONNECTED, OFF))).isEmpty();

        assertThat(update(poll, modify(VM, ON))).containsExactly(VM);
        assertThat(power()).contains(PowerState.OFF);
        assertThat(read(table.tick(), content(VM, name("web"), CONNECTED, ON))).isEmpty();
        assertThat(power()).contains(PowerState.ON);
    }

    @Test
    public void anUpdateThatSaysWhatADirectReadSaidNeedsNoOther() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));
        long poll = table.tick();
        read(table.tick(), content(VM, name("web"), CONNECTED, OFF));

        assertThat(update(poll, modify(VM, OFF))).isEmpty();
    }

    @Test
    public void anUpdateThatWasAskedForAfterADirectReadCounts() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));
        read(table.tick(), content(VM, name("web"), CONNECTED, OFF));

        assertThat(update(table.tick(), modify(VM, ON))).isEmpty();
        assertThat(power()).contains(PowerState.ON);
    }

    @Test
    public void aDirectReadThatAnUpdateOvertookIsMadeAgain() {
        long poll = table.tick();
        update(poll, enter(VM, name("web"), CONNECTED, ON));
        long asked = table.tick();
        update(table.tick(), modify(VM, OFF));

        assertThat(read(asked, content(VM, name("web"), CONNECTED, ON))).containsExactly(VM);
        assertThat(power()).contains(PowerState.OFF);
    }

    @Test
    public void ofTwoDirectReadsAtOnceTheSecondToEndIsMadeAgain() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));
        long first = table.tick();
        long second = table.tick();
        assertThat(read(second, content(VM, name("web"), CONNECTED, OFF))).isEmpty();

        assertThat(read(first, content(VM, name("web"), CONNECTED, ON))).containsExactly(VM);
        assertThat(power()).contains(PowerState.OFF);
    }

    @Test
    public void aReconfigurationIsReadBecauseNotAllOfItIsTold() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));

        assertThat(update(table.tick(), modify(VM, property("config.hardware.device", new ArrayOfVirtualDevice()))))
                .containsExactly(VM);
        assertThat(update(table.tick(), modify(VM, property("config.changeVersion", "2"))))
                .containsExactly(VM);
        assertThat(update(table.tick(), modify(VM, name("db")))).isEmpty();
    }

    @Test
    public void aMachineThatCameAndWentInOneAnswerIsLookedAt() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));

        assertThat(update(table.tick(), enter(VM, name("moved"), CONNECTED, ON), leave(VM)))
                .containsExactly(VM);
        assertThat(table.get(VM).orElseThrow().name()).isEqualTo("web");
        assertThat(table.read(Set.of(VM), table.batch(), table.tick())).isEmpty();
        assertThat(table.get(VM)).isEmpty();
    }

    @Test
    public void aReadOfAMachineThatHasGoneMeanwhileDoesNotBringItBack() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));
        long asked = table.tick();
        update(table.tick(), leave(VM));
        read(asked, content(VM, name("web"), CONNECTED, ON));

        assertThat(table.get(VM)).isEmpty();
    }

    @Test
    public void aMachineOfAHostThatIsNotConnectedHasNoPowerState() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));
        update(
                table.tick(),
                modify(VM, property("runtime.connectionState", VirtualMachineConnectionState.disconnected)));
        assertThat(power()).isEmpty();
        update(table.tick(), modify(VM, CONNECTED));
        assertThat(power()).contains(PowerState.ON);
    }

    @Test
    public void aPowerStateThatIsNotUnderstoodIsNoneAndNotTheLastOne() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON));
        update(table.tick(), modify(VM, property("runtime.powerState", null)));
        assertThat(power()).isEmpty();
    }

    @Test
    public void aMachineOfWhichTheFilesCannotBeReadIsStillTheSame() {
        String uuid = "00000000-0000-4000-8000-000000000001";
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON, property("config.instanceUuid", uuid)));
        update(table.tick(), modify(VM, property("config.instanceUuid", null)));
        assertThat(table.find(uuid)).hasSize(1);

        update(table.tick(), enter(VM, name("web")));
        assertThat(table.find(uuid)).hasSize(1);
        assertThat(power()).isEmpty();
    }

    @Test
    public void aTemplateIsNoMachineUntilItBecomesOne() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, OFF, property("config.template", true)));
        assertThat(table.all()).isEmpty();
        assertThat(table.find("web")).isEmpty();

        update(table.tick(), modify(VM, property("config.template", false)));
        assertThat(table.find("web")).hasSize(1);
    }

    @Test
    public void aRenamedFolderChangesThePathsBelow() {
        update(
                table.tick(),
                folder("dc", "DC0", "root"),
                folder("vms", "vm", "dc"),
                folder("web", "web", "vms"),
                enter(VM, name("a/b"), in("web"), CONNECTED, ON));
        assertThat(table.find("/DC0/vm/web/a%2Fb")).hasSize(1);
        assertThat(table.find("a/b")).hasSize(1);

        update(table.tick(), Told.update("Folder", "web", ObjectUpdateKind.modify, name("shop")));
        assertThat(table.get(VM).orElseThrow().path()).isEqualTo("DC0/vm/shop/a%2fb");
        assertThat(table.find("DC0/vm/web/a%2fb")).isEmpty();
        assertThat(table.find("DC0/vm/shop/a%2fb")).hasSize(1);
    }

    @Test
    public void whatIsNotToldInANewSubscriptionIsGone() {
        update(table.tick(), enter(VM, name("web"), CONNECTED, ON), enter("vm-2", name("db"), CONNECTED, ON));
        table.retain(Set.of("vm-2"), Set.of());

        assertThat(table.all()).extracting(VmState::id).containsExactly("vm-2");
    }

    @Test
    public void aRingOfFoldersEnds() {
        update(table.tick(), folder("a", "a", "b"), folder("b", "b", "a"), enter(VM, name("web"), in("a")));
        assertThat(table.get(VM).orElseThrow().path()).endsWith("/b/a/web");
    }

    private Set<String> update(long asked, ObjectUpdate... updates) {
        Batch batch = table.batch();
        for (ObjectUpdate update : updates) {
            batch.add(update);
        }
        return table.update(batch, asked);
    }

    private Set<String> read(long asked, ObjectContent content) {
        Batch batch = table.batch();
        batch.add(content);
        return table.read(Set.of(content.getObj().getVal()), batch, asked);
    }

    private Optional<PowerState> power() {
        return table.get(VM).orElseThrow().power();
    }

    private static String power(VmState state) {
        return state.power().map(PowerState::name).orElse("unknown");
    }
}
