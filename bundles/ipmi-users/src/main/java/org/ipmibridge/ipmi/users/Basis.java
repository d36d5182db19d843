package org.ipmibridge.ipmi.users;

/**
 * What is remembered of the operator's value under a client's, to know whether it is still the same. A secret is kept on disk as a
 * {@link Fingerprint} only; as that is slow to make and to compare, both are apart from {@link #isOf}, which never waits.
 */
final class Basis {
    /** The operator's value; null as long as it was not recognised from its fingerprint. */
    private volatile String value;
    /** What is written; null as long as nobody asked for the fingerprint. */
    private volatile String text;

    private Basis(String value, String text) {
        this.value = value;
        this.text = text;
    }

    /** @param value no secret */
    static Basis of(String value) {
        return new Basis(value, value);
    }

    static Basis ofSecret(String value) {
        return new Basis(value, null);
    }

    /** @throws IllegalArgumentException if it is no fingerprint */
    static Basis ofFingerprint(String text) {
        Fingerprint.requireValid(text);
        return new Basis(null, text);
    }

    /** Whether the operator's value is the remembered one; a secret read from disk must have gone through {@link #recognise} before. */
    boolean isOf(String configured) {
        return configured.equals(value);
    }

    /** Finds out whether this is the secret of which only the fingerprint is known. Slow, in that case. */
    void recognise(String configured, Fingerprint fingerprint) {
        if (value == null && fingerprint.matches(text, configured)) {
            value = configured;
        }
    }

    /** What to write of it, from which no secret can be told. Slow the first time for a secret. */
    String text(Fingerprint fingerprint) {
        String known = text;
        if (known == null) {
            known = fingerprint.of(value);
            text = known;
        }
        return known;
    }
}
