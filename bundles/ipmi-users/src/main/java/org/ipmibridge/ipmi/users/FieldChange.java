package org.ipmibridge.ipmi.users;

/**
 * A client's value for a field, which holds as long as the operator's value under it stays the same.
 *
 * @param value the client's value, as {@link UserField} has it
 * @param basis what is remembered of the operator's
 */
record FieldChange(String value, Basis basis) {
    @Override
    public String toString() {
        return "<change>";
    }
}
