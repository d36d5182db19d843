package org.ipmibridge.shell.commands.syntax;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a command's argument in its usage, and says what it may be. A parameter of array type is an optional argument. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Argument {
    /** The name in the usage, for example {@code machine}. */
    String value();

    /** What it may be, for completion. */
    Choice choice() default Choice.ANY;
}
