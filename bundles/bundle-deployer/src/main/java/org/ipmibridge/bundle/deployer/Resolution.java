package org.ipmibridge.bundle.deployer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Requirement;

/** What bundles need of each other, and what is missing, in plain words. */
final class Resolution {
    private static final Pattern LOWEST = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern HIGHEST = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");

    private final FrameworkWiring wiring;

    Resolution(BundleContext context) {
        wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Resolves a bundle, or says why that cannot be. */
    boolean resolve(Bundle bundle) {
        return wiring.resolveBundles(List.of(bundle));
    }

    boolean isMet(Need need) {
        return !wiring.findProviders(need).isEmpty();
    }

    /** Why a bundle cannot be resolved. */
    Failure failure(Bundle bundle) {
        return failure(bundle, new HashSet<>());
    }

    private Failure failure(Bundle bundle, Set<Bundle> asked) {
        asked.add(bundle);
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<Requirement> missing = new ArrayList<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isMandatory(requirement)) {
                Collection<BundleCapability> providers = wiring.findProviders(Need.of(requirement));
                if (providers.isEmpty()) {
                    missing.add(requirement);
                } else if (missing.isEmpty()) {
                    Failure indirect = indirect(providers, asked);
                    if (indirect != null) {
                        return indirect;
                    }
                }
            }
        }
        return missing.isEmpty()
                ? new Failure("cannot be resolved: what it needs is there, but cannot be used together")
                : new Failure(
                        "needs " + missing.stream().map(this::words).collect(Collectors.joining("; and ")),
                        missing.stream().map(Need::of).toList());
    }

    /** Null if one of the providers is resolved, or may be. */
    private Failure indirect(Collection<BundleCapability> providers, Set<Bundle> asked) {
        Failure failure = null;
        for (BundleCapability provider : providers) {
            Bundle bundle = provider.getRevision().getBundle();
            if (bundle.getState() != Bundle.INSTALLED || asked.contains(bundle)) {
                return null;
            }
            Failure cause = failure(bundle, asked);
            if (cause.needs().isEmpty()) {
                return null;
            }
            failure = new Failure(
                    "needs bundle " + bundle.getSymbolicName() + ", which itself " + cause.reason(), cause.needs());
        }
        return failure;
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && !"dynamic".equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && Constants.EFFECTIVE_RESOLVE.equals(
                        directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE));
    }

    private String words(Requirement requirement) {
        Need need = Need.of(requirement);
        return switch (need.namespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "package " + named(need) + versions(need) + offers(need);
            case BundleNamespace.BUNDLE_NAMESPACE -> "bundle " + named(need) + versions(need);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                "another Java: " + need.filter() + "; this is Java "
                        + Runtime.version().feature();
            default -> need.namespace() + " " + need.filter();
        };
    }

    private static String named(Need need) {
        Matcher name = Pattern.compile("\\(" + Pattern.quote(need.namespace()) + "=([^)]+)\\)")
                .matcher(need.filter());
        return name.find() ? name.group(1) : need.filter();
    }

    private static String versions(Need need) {
        Matcher lowest = LOWEST.matcher(need.filter());
        Matcher highest = HIGHEST.matcher(need.filter());
        return (lowest.find() ? " " + lowest.group(1) + " or newer" : "")
                + (highest.find() ? ", older than " + highest.group(1) : "");
    }

    private String offers(Need need) {
        String anyVersion = "(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + named(need) + ")";
        return wiring.findProviders(new Need(PackageNamespace.PACKAGE_NAMESPACE, anyVersion)).stream()
                .findFirst()
                .map(other -> "; there is "
                        + other.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE) + " in "
                        + other.getRevision().getSymbolicName())
                .orElse(", which no bundle has");
    }

    /**
     * Whether a jar would leave those without a package that use the bundle now.
     *
     * @return who would miss what, in one line; empty if nobody would
     */
    String missedBy(Bundle bundle, BundleJar jar) {
        BundleWiring current = bundle.adapt(BundleWiring.class);
        if (current == null) {
            return "";
        }
        List<Map<String, Object>> offered = exports(jar);
        for (BundleWire wire : current.getProvidedWires(PackageNamespace.PACKAGE_NAMESPACE)) {
            Need need = Need.of(wire.getRequirement());
            boolean stillThere = offered.stream().anyMatch(attributes -> matches(need, attributes));
            boolean elsewhere = wiring.findProviders(need).stream()
                    .anyMatch(other -> !other.getRevision().getBundle().equals(bundle));
            if (!stillThere && !elsewhere) {
                return wire.getRequirer().getBundle().getSymbolicName() + " needs package " + named(need)
                        + versions(need);
            }
        }
        return "";
    }

    private static List<Map<String, Object>> exports(BundleJar jar) {
        List<Map<String, Object>> exports = new ArrayList<>();
        for (Clause clause : Clause.of(jar.exports())) {
            for (String name : clause.names()) {
                Map<String, Object> attributes = new HashMap<>(clause.attributes());
                attributes.put(PackageNamespace.PACKAGE_NAMESPACE, name);
                attributes.putIfAbsent(
                        PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE, org.osgi.framework.Version.emptyVersion);
                attributes.put(PackageNamespace.CAPABILITY_BUNDLE_SYMBOLICNAME_ATTRIBUTE, jar.name());
                attributes.put(PackageNamespace.CAPABILITY_BUNDLE_VERSION_ATTRIBUTE, jar.version());
                exports.add(attributes);
            }
        }
        return exports;
    }

    private static boolean matches(Need need, Map<String, Object> attributes) {
        try {
            return FrameworkUtil.createFilter(need.filter()).matches(attributes);
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }
}
