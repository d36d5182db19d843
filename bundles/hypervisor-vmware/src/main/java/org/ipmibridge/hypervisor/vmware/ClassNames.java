package org.ipmibridge.hypervisor.vmware;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the names of the classes that a class needs from its file: those of its constants, and those of its descriptors. */
final class ClassNames {
    private static final int HEADER = 8;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    /** How long the constant of each tag is, without the tag; as the JVM specification says in section 4.4. */
    private static final int[] LENGTHS = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+);");

    private ClassNames() {}

    /**
     * The names with dots, without those of the JDK's own {@code java} packages.
     *
     * @param file a class file, from its beginning
     */
    static Set<String> in(InputStream file) throws IOException {
        DataInputStream in = new DataInputStream(file);
        in.readFully(new byte[HEADER]);
        String[] texts = new String[in.readUnsignedShort()];
        Set<Integer> classes = new HashSet<>();
        for (int i = 1; i < texts.length; i++) {
            int tag = in.readUnsignedByte();
            if (tag == UTF8) {
                texts[i] = in.readUTF();
            } else if (tag == CLASS) {
                classes.add(in.readUnsignedShort());
            } else {
                in.readFully(new byte[LENGTHS[tag]]);
                i += tag == LONG || tag == DOUBLE ? 1 : 0;
            }
        }
        return names(texts, classes);
    }

    private static Set<String> names(String[] texts, Set<Integer> classes) {
        Set<String> names = new HashSet<>();
        for (int i = 1; i < texts.length; i++) {
            String text = texts[i] == null ? "" : texts[i];
            if (classes.contains(i) && !text.startsWith("[")) {
                names.add(text.replace('/', '.'));
            }
            for (Matcher each = IN_DESCRIPTOR.matcher(text); each.find(); ) {
                names.add(each.group(1).replace('/', '.'));
            }
        }
        names.removeIf(name -> name.startsWith("java."));
        return names;
    }
}
