package org.ipmibridge.features.format;

import java.io.IOException;

/** A feature file that does not say what it must; the message says where and why. */
public final class FeatureFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    FeatureFormatException(String message) {
        super(message);
    }
}
