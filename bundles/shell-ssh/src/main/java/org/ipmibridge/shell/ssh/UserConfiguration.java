package org.ipmibridge.shell.ssh;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of a user of the shell, as it is written. */
@ObjectClassDefinition(name = "Shell user", description = "Who may use the shell over SSH, and for what.")
public @interface UserConfiguration {
    @AttributeDefinition(
            name = "Name",
            description =
                    "1 to 32 letters, digits, dots, hyphens and underscores. Without it, what follows the first hyphen"
                            + " in the file's name.",
            required = false)
    String name() default "";

    @AttributeDefinition(
            name = "Role",
            description = "What the user may do.",
            options = {
                @Option(label = "Read-only", value = "read-only"),
                @Option(label = "Operator", value = "operator"),
                @Option(label = "Administrator", value = "administrator")
            })
    String role() default "read-only";

    @AttributeDefinition(
            name = "Keys",
            description = "Public keys as in authorized_keys, without options, with commas between them.",
            required = false)
    String keys() default "";

    @AttributeDefinition(
            name = "Key file",
            description = "A file with such keys, one a line. It is read at each log-in.",
            required = false)
    String keys_file() default "";

    @AttributeDefinition(
            name = "Password",
            description =
                    "Lets the user log in with a password, too; at least 12 characters. Best given as $[secret:file].",
            type = AttributeType.PASSWORD,
            required = false)
    String _password() default "";
}
