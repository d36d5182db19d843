package org.ipmibridge.hypervisor.vmware.soap;

import java.lang.reflect.Field;

/**
 * A member of a data type.
 *
 * @param name as it is on the wire
 */
record Member(String name, Field field) {
    static Member of(Field field) {
        String name = field.getName();
        return new Member(name.startsWith("_") ? name.substring(1) : name, field);
    }

    /** Whether it may occur more than once. Bytes are one value, in base 64. */
    boolean isMany() {
        return field.getType().isArray() && field.getType() != byte[].class;
    }

    /** The type of one value. */
    Class<?> type() {
        return isMany() ? field.getType().getComponentType() : field.getType();
    }

    Object get(Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("not accessible: " + field, e);
        }
    }

    void set(Object owner, Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("not accessible: " + field, e);
        }
    }
}
