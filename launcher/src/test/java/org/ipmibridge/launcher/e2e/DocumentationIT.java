package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The pages of the documentation, against the files that they link to, the bundles' own descriptions, and a running bridge. */
public final class DocumentationIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String METATYPE = "OSGI-INF/metatype/";
    private static final Pattern EXPORT =
            Pattern.compile("(org\\.ipmibridge\\.[a-z.]+);(?:uses:=\"[^\"]*\";)?version=\"([^\"]+)\"");
    private static final Pattern DESCRIBED = Pattern.compile("\\| `(org\\.ipmibridge\\.[a-z.]+)` \\| ([0-9.]+) \\|");
    private static final Pattern COMMAND = Pattern.compile("[a-z]+:[A-Za-z]+");

    @Test
    public void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws Exception {
        Map<Path, Markdown> pages = Markdown.all(ROOT).stream().collect(Collectors.toMap(Markdown::file, page -> page));
        List<String> broken = new ArrayList<>();
        for (Markdown page : pages.values()) {
            for (String link : page.links()) {
                if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link, pages)) {
                    broken.add(ROOT.relativize(page.file()) + ": " + link);
                }
            }
        }
        assertThat(pages).containsKey(ROOT.resolve("README.md"));
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Markdown page, String link, Map<Path, Markdown> pages) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1
                        || pages.containsKey(target)
                                && pages.get(target).anchors().contains(parts[1]));
    }

    /** A table of keys follows the file's name in bold, in the README or a page of docs/. */
    @Test
    public void everyConfigurationKeyIsOnAPageAndEveryKeyOnAPageExists() throws Exception {
        Set<String> described = new TreeSet<>();
        for (Markdown page : Markdown.all(ROOT)) {
            if (page.file().equals(ROOT.resolve("README.md")) || page.file().startsWith(ROOT.resolve("docs"))) {
                described.addAll(named(page.configurationKeys()));
            }
        }

        Set<String> known = named(keysOfBundles());

        assertThat(known).hasSizeGreaterThan(50);
        assertThat(without(known, described)).as("on no page").isEmpty();
        assertThat(without(described, known)).as("there is no such key").isEmpty();
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(others);
        return left;
    }

    private static Set<String> named(Map<String, Set<String>> keys) {
        return keys.entrySet().stream()
                .flatMap(file -> file.getValue().stream().map(key -> file.getKey() + ": " + key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    public void thePageOfTheApiHasEveryPackageInItsVersion() throws Exception {
        Map<String, String> exported = new TreeMap<>();
        for (Path path : bundles()) {
            try (JarFile jar = new JarFile(path.toFile())) {
                String exports = jar.getManifest().getMainAttributes().getValue("Export-Package");
                EXPORT.matcher(String.valueOf(exports))
                        .results()
                        .forEach(export -> exported.put(export.group(1), export.group(2)));
            }
        }
        Map<String, String> described = DESCRIBED
                .matcher(Files.readString(ROOT.resolve("docs/api.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a, TreeMap::new));

        assertThat(exported).hasSizeGreaterThan(10);
        assertThat(described).isEqualTo(exported);
    }

    @Test
    public void everyCommandOnAPageIsOneOfTheBridge() throws Exception {
        Set<String> known = commandsOfTheBridge();
        Set<String> scopes = known.stream().map(DocumentationIT::scope).collect(Collectors.toSet());
        Set<String> found = new TreeSet<>();
        List<String> unknown = new ArrayList<>();
        for (Markdown page : Markdown.all(ROOT)) {
            for (String command : page.commands()) {
                if (known.contains(command)) {
                    found.add(command);
                } else if (scopes.contains(scope(command))) {
                    unknown.add(ROOT.relativize(page.file()) + ": " + command);
                }
            }
        }

        assertThat(found).contains("bmc:list", "bundle:deploy");
        assertThat(unknown).isEmpty();
    }

    private static String scope(String command) {
        return command.substring(0, command.indexOf(':'));
    }

    private static Set<String> commandsOfTheBridge() throws Exception {
        Path scratch = Archive.scratch();
        ConfigFiles config = ConfigFiles.demonstration(scratch.resolve("config"));
        Path data = scratch.resolve("data");
        try (RunningBridge bridge = RunningBridge.start(config.directory(), data)) {
            bridge.awaitReady();
            Finished help = Command.run(Archive.script(), "shell", "--data", data.toString(), "help");
            return COMMAND.matcher(help.output())
                    .results()
                    .map(found -> found.group())
                    .collect(Collectors.toSet());
        }
    }

    /** What the bundles say of their configurations in their metatype resources. */
    private static Map<String, Set<String>> keysOfBundles() throws Exception {
        Map<String, Set<String>> keys = new TreeMap<>();
        for (Path path : bundles()) {
            try (JarFile jar = new JarFile(path.toFile())) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (entry.getName().matches(METATYPE + ".*\\.xml")) {
                        read(jar, entry, keys);
                    }
                }
            }
        }
        keys.keySet().removeIf(pid -> !pid.startsWith("org.ipmibridge."));
        return keys;
    }

    private static List<Path> bundles() throws IOException, InterruptedException {
        try (Stream<Path> jars = Files.list(Archive.home().resolve("bundles"))) {
            return jars.toList();
        }
    }

    private static void read(JarFile jar, JarEntry entry, Map<String, Set<String>> keys) throws Exception {
        Document document;
        try (InputStream xml = jar.getInputStream(entry)) {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
        }
        Set<String> ids = ids(document.getElementsByTagName("AD"));
        NodeList designates = document.getElementsByTagName("Designate");
        for (int i = 0; i < designates.getLength(); i++) {
            Element designate = (Element) designates.item(i);
            keys.computeIfAbsent(
                            designate.getAttribute("pid") + designate.getAttribute("factoryPid"),
                            any -> new TreeSet<>())
                    .addAll(ids);
        }
    }

    private static Set<String> ids(NodeList attributes) {
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            ids.add(((Element) attributes.item(i)).getAttribute("id"));
        }
        return ids;
    }
}
