package org.ipmibridge.testkit.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes the jar of a bundle from source text. It is compiled against the class path of the test. */
public final class BundleBuilder {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final StringBuilder components = new StringBuilder();

    private BundleBuilder(String symbolicName) {
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", symbolicName);
    }

    /** A bundle of version 1.0.0 with nothing in it. */
    public static BundleBuilder named(String symbolicName) {
        return new BundleBuilder(symbolicName).version("1.0.0");
    }

    /** A bundle with the content of a jar. */
    public static BundleBuilder like(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            BundleBuilder copy = new BundleBuilder(manifest.getValue("Bundle-SymbolicName"));
            manifest.forEach((name, value) -> copy.header(name.toString(), value.toString()));
            for (JarEntry entry : Collections.list(file.entries())) {
                if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    copy.entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
            return copy;
        }
    }

    public BundleBuilder version(String version) {
        return header("Bundle-Version", version);
    }

    /** A header of the manifest; null takes it away. */
    public BundleBuilder header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** A public class. */
    public BundleBuilder source(String className, String source) {
        entries.putAll(compile(className, source));
        return this;
    }

    /** An activator, which runs this statement when the bundle starts. */
    public BundleBuilder activator(String statement) {
        String name = headers.get("Bundle-SymbolicName") + ".Activator";
        header("Bundle-Activator", name);
        String imports = headers.getOrDefault("Import-Package", "");
        if (!imports.matches("(?s)(.*,)?org\\.osgi\\.framework([;,].*)?")) {
            header("Import-Package", imports + (imports.isEmpty() ? "" : ",") + "org.osgi.framework");
        }
        return source(name, """
                package %s;
                public class Activator implements org.osgi.framework.BundleActivator {
                    public void start(org.osgi.framework.BundleContext context) throws Exception { %s }
                    public void stop(org.osgi.framework.BundleContext context) {}
                }
                """.formatted(headers.get("Bundle-SymbolicName"), statement));
    }

    /**
     * A component of Declarative Services.
     *
     * @param className its class, which has a public constructor without parameters
     * @param attributes of the component's XML element, for example {@code immediate="true"}
     * @param body what is in the element beside the class
     */
    public BundleBuilder component(String className, String attributes, String body) {
        String path = "OSGI-INF/" + className + ".xml";
        components.append(components.length() == 0 ? "" : ",").append(path);
        header("Service-Component", components.toString());
        entries.put(path, """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s" %s>
                  <implementation class="%s"/>
                  %s
                </scr:component>
                """.formatted(className, attributes, className, body).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The jar's bytes. */
    public byte[] bytes() {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        try (JarOutputStream out = new JarOutputStream(jar, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.toByteArray();
    }

    /** Writes the jar. */
    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    private static Map<String, byte[]> compile(String className, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Classes classes = new Classes(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8));
        boolean compiled = compiler.getTask(
                        messages,
                        classes,
                        null,
                        List.of("--release", "17", "-proc:none", "-classpath", classPath()),
                        null,
                        List.of(new Source(className, source)))
                .call();
        if (!compiled) {
            throw new IllegalArgumentException(messages.toString());
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        classes.written.forEach((name, bytes) -> entries.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
        return entries;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

        Classes(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(className, any -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
