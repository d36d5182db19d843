package org.ipmibridge.hypervisor.vmware.soap;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A member that the schema has after this one of the class above. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface After {
    String value();
}
