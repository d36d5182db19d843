package org.ipmibridge.runtime.api.shell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The role that a Gogo command's method takes. A command without it is for administrators only, so that forgetting it opens nothing.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
    /** The least role that may run the command. */
    Role value();
}
