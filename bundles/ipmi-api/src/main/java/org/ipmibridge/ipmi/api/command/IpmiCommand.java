package org.ipmibridge.ipmi.api.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The service properties of a {@link CommandHandler}: which command it implements, and who may send it. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface IpmiCommand {
    /** Begins the name of each property: {@code ipmi.netFn} and so on. */
    String PREFIX_ = "ipmi.";

    /** The value of {@link #body()} for commands that have none. */
    int NO_BODY = -1;

    /** The network function, an even number 0 to 3Eh. */
    int netFn();

    /**
     * Who defines the command: the group number (0 to FFh) with network function 2Ch, the IANA enterprise number with 2Eh, and {@link
     * #NO_BODY} with all others. The dispatcher takes these bytes from the request's data and puts them before the response's.
     */
    int body() default NO_BODY;

    /** The command number, 0 to FFh. */
    int command();

    /** The specification's name, for logs and listings. */
    String name();

    /** The privilege that the session must have (IPMI v2.0, appendix G). */
    PrivilegeLevel privilege() default PrivilegeLevel.USER;

    /** Whether it is also answered outside a session. */
    boolean sessionless() default false;

    /** Whether it changes anything: then it is logged, and a client's resend of it is recognised and never runs twice. */
    boolean changesState() default false;
}
