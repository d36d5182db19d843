package org.ipmibridge.shell.commands.syntax;

/**
 * A word that could be typed next.
 *
 * @param value the whole word
 * @param description what it is; may be empty
 */
public record Candidate(String value, String description) {}
