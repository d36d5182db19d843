package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.commands.app.Exchange.ask;

import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Test;

public class CommandSupportCommandsTest {
    private static final String NONE = "ff".repeat(16);

    private final FakeBmc bmc = new FakeBmc("vm1");
    private final Implemented implemented = new Implemented()
            .with(NetFn.CHASSIS, 0x00, 0x01, 0x0F)
            .with(NetFn.APP, 0x01, 0x7F, 0x80, 0xFF)
            .withBody(NetFn.GROUP_EXTENSION, 0xDC, 0x01)
            .withBody(NetFn.GROUP_EXTENSION, 0x00, 0x02)
            .withBody(NetFn.OEM_GROUP, 0x123456, 0x03);
    private final CommandHandler netFns = new GetNetFnSupport(implemented.commands());
    private final CommandHandler support = new GetCommandSupport(implemented.commands());
    private final CommandHandler subFunctions = new GetCommandSubFunctionSupport(implemented.commands());
    private final CommandHandler enables = new GetCommandEnables(implemented.commands());
    private final CommandHandler subFunctionEnables = new GetCommandSubFunctionEnables(implemented.commands());
    private final CommandHandler configurable = new GetConfigurableCommands();
    private final CommandHandler configurableSubFunctions = new GetConfigurableCommandSubFunctions();

    @Test
    public void aBitForEachPairOfNetworkFunctionsOnTheFirstLun() {
        assertThat(ask(netFns, bmc, "0e")).isEqualTo("00 01" + "0900c000" + "00".repeat(12));
    }

    @Test
    public void aBitIsClearForEachCommandThatIsThere() {
        assertThat(ask(support, bmc, "0e0000")).isEqualTo("00 fc7f" + "ff".repeat(14));
        assertThat(ask(support, bmc, "0e0600")).isEqualTo("00 fd" + "ff".repeat(14) + "7f");
        assertThat(ask(support, bmc, "0e4600")).isEqualTo("00 fe" + "ff".repeat(14) + "7f");
    }

    @Test
    public void theResponsesNetworkFunctionMeansTheSame() {
        assertThat(ask(support, bmc, "010100")).isEqualTo("00 fc7f" + "ff".repeat(14));
    }

    @Test
    public void otherLunsAndNetworkFunctionsHaveNoCommands() {
        assertThat(ask(support, bmc, "0e0601")).isEqualTo("00 " + NONE);
        assertThat(ask(support, bmc, "0e0603")).isEqualTo("00 " + NONE);
        assertThat(ask(support, bmc, "0e0400")).isEqualTo("00 " + NONE);
    }

    @Test
    public void whereABodyDefinesTheCommandsItCanBeNamed() {
        assertThat(ask(support, bmc, "0e2c00")).isEqualTo("00 f9" + "ff".repeat(15));
        assertThat(ask(support, bmc, "0e2c00dc")).isEqualTo("00 fd" + "ff".repeat(15));
        assertThat(ask(support, bmc, "0e2c0000")).isEqualTo("00 fb" + "ff".repeat(15));
        assertThat(ask(support, bmc, "0e2c0001")).isEqualTo("00 " + NONE);
        assertThat(ask(support, bmc, "0e2e00563412")).isEqualTo("00 f7" + "ff".repeat(15));
        assertThat(ask(support, bmc, "0e2e00123456")).isEqualTo("00 " + NONE);
    }

    @Test
    public void ofACommandThatIsThereNothingIsMissing() {
        assertThat(ask(subFunctions, bmc, "0e060001")).isEqualTo("00 00201100000000");
        assertThat(ask(subFunctions, bmc, "0e060002")).isEqualTo("00 002011ffffffff");
        assertThat(ask(subFunctions, bmc, "0e060101")).isEqualTo("00 002011ffffffff");
        assertThat(ask(subFunctions, bmc, "0e2c0001dc")).isEqualTo("00 00201100000000");
        assertThat(ask(subFunctions, bmc, "0e2c000200")).isEqualTo("00 00201100000000");
        assertThat(ask(subFunctions, bmc, "0e2c0001aa")).isEqualTo("00 002011ffffffff");
    }

    @Test
    public void nothingCanBeSwitchedOff() {
        assertThat(ask(configurable, bmc, "0e0600")).isEqualTo("00 " + "00".repeat(16));
        assertThat(ask(configurable, bmc, "0e4600")).isEqualTo("00 " + "00".repeat(16));
        assertThat(ask(configurableSubFunctions, bmc, "0e060001")).isEqualTo("00 00000000");
    }

    @Test
    public void everythingThatIsThereIsEnabled() {
        assertThat(ask(enables, bmc, "0e0000")).isEqualTo("00 0380" + "00".repeat(14));
        assertThat(ask(enables, bmc, "0e4600")).isEqualTo("00 01" + "00".repeat(14) + "80");
        assertThat(ask(enables, bmc, "0e0601")).isEqualTo("00 " + "00".repeat(16));
        assertThat(ask(subFunctionEnables, bmc, "0e060001")).isEqualTo("00 ffffffff");
        assertThat(ask(subFunctionEnables, bmc, "0e060002")).isEqualTo("00 00000000");
    }

    @Test
    public void reservedOperationsAndOtherChannelsAreRefused() {
        for (CommandHandler handler : new CommandHandler[] {support, configurable, enables}) {
            assertThat(ask(handler, bmc, "0e8600")).isEqualTo("cc");
            assertThat(ask(handler, bmc, "0ec600")).isEqualTo("cc");
            assertThat(ask(handler, bmc, "000600")).isEqualTo("cc");
        }
        assertThat(ask(netFns, bmc, "00")).isEqualTo("cc");
        assertThat(ask(subFunctions, bmc, "02060001")).isEqualTo("cc");
        assertThat(ask(configurableSubFunctions, bmc, "02060001")).isEqualTo("cc");
        assertThat(ask(subFunctionEnables, bmc, "02060001")).isEqualTo("cc");
    }

    @Test
    public void wrongLengthsAreRefused() {
        assertThat(ask(netFns, bmc, "")).isEqualTo("c7");
        assertThat(ask(netFns, bmc, "0e00")).isEqualTo("c7");
        for (CommandHandler handler : new CommandHandler[] {support, configurable, enables}) {
            for (String data :
                    new String[] {"", "0e", "0e06", "0e060000", "0e2c000000", "0e2e0056", "0e2e0056341200"}) {
                assertThat(ask(handler, bmc, data)).as(data).isEqualTo("c7");
            }
        }
        for (CommandHandler handler :
                new CommandHandler[] {subFunctions, configurableSubFunctions, subFunctionEnables}) {
            for (String data : new String[] {"", "0e0600", "0e06000100", "0e2c00010000"}) {
                assertThat(ask(handler, bmc, data)).as(data).isEqualTo("c7");
            }
        }
    }
}
