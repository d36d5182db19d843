package org.ipmibridge.launcher.e2e;

import org.ipmibridge.testkit.bundle.BundleBuilder;

/** A bundle with one IPMI command, NetFn 30h command 01h, as a stranger writes it. */
final class OemBundle {
    static final String NAME = "org.example.oem";
    static final int NET_FN = 0x30;

    private static final String API = "org.ipmibridge.ipmi.api.command";

    private OemBundle() {}

    /** @param body of the handler's method, which has a {@code request} */
    static BundleBuilder handling(String version, String body) {
        return component(version, "", body);
    }

    /** Answers with this byte. */
    static BundleBuilder answering(String version, int answer) {
        return handling(version, "return CommandResponse.of(" + answer + ").now();");
    }

    /** Cannot be made. */
    static BundleBuilder failing(String version) {
        return component(version, "throw new IllegalStateException(\"no such device\");", "return null;");
    }

    private static BundleBuilder component(String version, String constructor, String body) {
        return BundleBuilder.named(NAME)
                .version(version)
                .header("Import-Package", API + ";version=\"[1,2)\"")
                .source(NAME + ".Oem", """
                        package org.example.oem;
                        import org.ipmibridge.ipmi.api.command.*;
                        public class Oem implements CommandHandler {
                            public Oem() { %s }
                            public java.util.concurrent.CompletionStage<CommandResponse> handle(CommandRequest request) { %s }
                        }
                        """.formatted(constructor, body))
                .component(NAME + ".Oem", "", """
                        <service><provide interface="org.ipmibridge.ipmi.api.command.CommandHandler"/></service>
                        <property name="ipmi.netFn" type="Integer" value="48"/>
                        <property name="ipmi.command" type="Integer" value="1"/>
                        <property name="ipmi.name" value="Mount Something"/>
                        """);
    }
}
