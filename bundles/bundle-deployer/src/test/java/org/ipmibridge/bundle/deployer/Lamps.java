package org.ipmibridge.bundle.deployer;

import org.ipmibridge.testkit.bundle.BundleBuilder;

/** The bundles that the tests deploy. */
final class Lamps {
    private Lamps() {}

    static BundleBuilder lamp(String version) {
        return BundleBuilder.named("org.example.lamp").version(version);
    }

    /** One that does not start. */
    static BundleBuilder broken(String version) {
        return lamp(version).activator("if (true) throw new IllegalStateException(\"boom\");");
    }

    /** One with a package that a lamp may need. */
    static BundleBuilder bulb(String version) {
        return BundleBuilder.named("org.example.bulb")
                .version(version)
                .header("Export-Package", "org.example.bulb;version=" + version)
                .source("org.example.bulb.Bulb", "package org.example.bulb; public class Bulb {}");
    }
}
