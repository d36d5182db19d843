package org.ipmibridge.hypervisor.vmware.soap;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The members of a data type: its public fields. */
final class Members {
    private static final ClassValue<Members> ALL = new ClassValue<>() {
        @Override
        protected Members computeValue(Class<?> type) {
            return new Members(type);
        }
    };

    private final List<Member> ordered = new ArrayList<>();
    private final Map<String, Member> byName = new HashMap<>();

    private Members(Class<?> type) {
        collect(type);
        ordered.forEach(member -> byName.put(member.name(), member));
    }

    static Members of(Class<?> type) {
        return ALL.get(type);
    }

    /** In the order of the schema: those of the types above first. */
    List<Member> ordered() {
        return ordered;
    }

    /** Null if there is none of this name. */
    Member named(String name) {
        return byName.get(name);
    }

    private void collect(Class<?> type) {
        if (type == null || type == Throwable.class) {
            return;
        }
        collect(type.getSuperclass());
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
                ordered.add(placeOf(field), Member.of(field));
            }
        }
    }

    private int placeOf(Field field) {
        After after = field.getAnnotation(After.class);
        for (int i = 0; after != null && i < ordered.size(); i++) {
            if (ordered.get(i).name().equals(after.value())) {
                return i + 1;
            }
        }
        return ordered.size();
    }
}
