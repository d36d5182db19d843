package org.ipmibridge.runtime.api.shell;

/**
 * A word that could be typed next.
 *
 * @param value the whole word, without the quotes that a line may need around it
 * @param description what it is; may be empty
 */
public record Candidate(String value, String description) {}
