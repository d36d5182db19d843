package org.ipmibridge.hypervisor.vmware;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of one server. Lists are texts with commas, because that is what a .cfg file holds. */
@ObjectClassDefinition(
        name = "vCenter or ESXi",
        description = "A server with virtual machines, and how to talk to it. Several servers are several of these.")
@interface ServerConfiguration {
    @AttributeDefinition(name = "Name", description = "What BMCs know it by; unique among all hypervisors.")
    String name() default "vmware";

    @AttributeDefinition(name = "URL", description = "https://host, with :port if it is not 443; /sdk may follow.")
    String url() default "";

    @AttributeDefinition(name = "User", description = "The bridge's account on the server.")
    String user() default "";

    @AttributeDefinition(
            name = "Password",
            type = AttributeType.PASSWORD,
            description = "The account's secret, best from a secret file: $[secret:NAME].")
    String _password() default "";

    @AttributeDefinition(
            name = "Trusted fingerprint",
            description =
                    "The SHA-256 fingerprint of the server's certificate. Empty, with no trusted PEM file: the JDK's trust"
                            + " store decides.")
    String trust_fingerprint() default "";

    @AttributeDefinition(
            name = "Trusted PEM file",
            description = "A file with the certificate of the server or of the authority that signed it.")
    String trust_pem() default "";

    @AttributeDefinition(
            name = "Time to connect",
            description = "For TCP and TLS, in milliseconds.",
            min = "100",
            max = "3600000")
    long timeout_connect() default 5_000;

    @AttributeDefinition(
            name = "Time to answer",
            description = "For one request, in milliseconds.",
            min = "100",
            max = "3600000")
    long timeout_request() default 10_000;

    @AttributeDefinition(
            name = "Time of a task",
            description = "For a power operation, a change of a machine or the like, in milliseconds.",
            min = "100",
            max = "3600000")
    long timeout_task() default 300_000;

    @AttributeDefinition(
            name = "Threads",
            description = "How many requests may be under way at once.",
            min = "1",
            max = "64")
    int threads() default 8;

    @AttributeDefinition(
            name = "Scope",
            description =
                    "What the bridge may touch: inventory paths of datacenters, folders, resource pools, vApps, clusters and"
                            + " hosts, separated by commas. Empty: all that the account sees.")
    String scope() default "";

    @AttributeDefinition(
            name = "ISO image",
            description =
                    "What booting from CD puts in: [datastore] path, or a path in the folder below. Empty: nothing.")
    String iso() default "";

    @AttributeDefinition(name = "Datastore for ISO images", description = "For images without a datastore.")
    String iso_datastore() default "";

    @AttributeDefinition(name = "Folder for ISO images", description = "On that datastore.")
    String iso_folder() default "";

    @AttributeDefinition(
            name = "Delay of restoring",
            description = "How long after the boot that a one-time override was for the machine's own order returns, in"
                    + " milliseconds. The firmware must have read the order by then.",
            min = "0",
            max = "3600000")
    long boot_restore_delay() default 10_000;
}
