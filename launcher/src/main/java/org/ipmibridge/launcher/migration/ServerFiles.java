package org.ipmibridge.launcher.migration;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;

/** One configuration of hypervisor-vmware for each vCenter or ESXi host and user. */
final class ServerFiles {
    private static final String PID = "org.ipmibridge.hypervisor.vmware";

    private final Iso iso;
    private final Certificates certificates;
    private final ImportedFiles files;
    private final Notes notes;
    private final Names names = new Names();
    private final Map<Server, String> written = new LinkedHashMap<>();

    ServerFiles(Iso iso, Certificates certificates, ImportedFiles files, Notes notes) {
        this.iso = iso;
        this.certificates = certificates;
        this.files = files;
        this.notes = notes;
    }

    /** The name of a server's configuration, which is written when the server is new. */
    String nameOf(Server server) throws ImportException {
        String known = written.get(server);
        if (known != null) {
            return known;
        }
        String name = names.like(server.host());
        written.put(server, name);
        write(name, server);
        return name;
    }

    int count() {
        return written.size();
    }

    private void write(String name, Server server) throws ImportException {
        String secret = "vcenter-" + name;
        if (server.password().startsWith("$[")) {
            notes.check("the password of " + server
                    + " begins with '$[', which the bridge takes for a secret that is missing: change it");
        }
        files.secret(secret, server.password());
        CfgText text = new CfgText()
                .comment("The vCenter or ESXi host " + server.host() + ", and who logs in there.")
                .set("name", name)
                .set("url", server.url())
                .set("user", server.user())
                .secret(".password", secret)
                .blank();
        trust(text, name, server);
        image(text.blank());
        files.configuration(PID, name, text);
    }

    private void trust(CfgText text, String name, Server server) throws ImportException {
        if (!server.insecure()) {
            text.comment(
                    "Its certificate must be one that the trust store of Java knows; otherwise set trust.fingerprint or trust.pem.");
            return;
        }
        String endpoint = server.host() + ":" + server.port();
        try {
            X509Certificate certificate = certificates.of(server.host(), server.port());
            String fingerprint = Fingerprint.of(certificate);
            text.comment("The SHA-256 fingerprint of the certificate that it showed at the import.")
                    .set("trust.fingerprint", fingerprint);
            notes.check(endpoint
                    + ": there is no 'ignore the certificate'. The one that it shows now is pinned, and no other is"
                    + " accepted. Check that it is the server's own:\n  " + fingerprint + "\n  subject "
                    + certificate.getSubjectX500Principal().getName() + ", valid until "
                    + certificate.getNotAfter().toInstant());
        } catch (IOException e) {
            text.comment(
                            "The SHA-256 fingerprint of its certificate, as 'openssl x509 -noout -fingerprint -sha256' prints it.")
                    .comment("This one fits none: the server could not be asked at the import. Fill it in.")
                    .set("trust.fingerprint", Fingerprint.NONE);
            notes.check(endpoint + " could not be asked for its certificate (" + e.getMessage()
                    + "), and is not trusted blindly: the bridge will not connect to it until you fill in trust.fingerprint in\n  "
                    + PID + "-" + name + ".cfg");
        }
    }

    private void image(CfgText text) throws ImportException {
        if (iso.image().isPresent()) {
            image(text, iso.image().get());
        }
        if (iso.datastore().isPresent()) {
            text.comment("Where images are that are named without a datastore.")
                    .set("iso.datastore", iso.datastore().get())
                    .set("iso.folder", iso.folder().orElse(""));
        }
    }

    private void image(CfgText text, String path) throws ImportException {
        text.comment("The image that 'bootdev cdrom' mounts.");
        if (path.startsWith("[")) {
            text.set("iso", path);
        } else if (iso.datastore().isPresent()) {
            text.set("iso", "[" + iso.datastore().get() + "] " + path);
        } else {
            text.comment("iso = [datastore] " + path);
            notes.check("the image " + path + " is on no datastore that is named: complete the line 'iso' in " + PID
                    + "-*.cfg; without it 'bootdev cdrom' mounts no image");
        }
    }
}
