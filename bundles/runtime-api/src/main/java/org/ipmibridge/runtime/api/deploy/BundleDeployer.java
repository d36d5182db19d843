package org.ipmibridge.runtime.api.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps the bundles that run and the jars of a directory in accord: the best jar of each symbolic name is in force, and where there is none,
 * what the distribution has. It looks at the directory again and again; what these methods begin is done by then. Thread-safe.
 */
@ProviderType
public interface BundleDeployer {
    /** The directory. */
    Path directory();

    /** What is known of each jar in it, ordered by file name; does not block. */
    List<Deployment> deployments();

    /**
     * Puts a jar into the directory, in place of what this method put there for the same symbolic name. The jar is read before this method
     * returns, and what becomes of it is decided at the next look.
     *
     * @return it is {@link Deployment.State#PENDING}
     * @throws IOException if the jar cannot be read, is no bundle that can be deployed, or cannot be stored; the message is one line
     */
    Deployment place(Path jar) throws IOException;

    /**
     * Puts back the jar that a refused or outranked one replaced, or removes it where it replaced none. What is in force stays so. Nothing
     * happens where the file is neither, or has been replaced since.
     *
     * @param file its name
     * @throws IOException if the directory cannot be written
     */
    void takeBack(String file) throws IOException;

    /**
     * Takes all jars of this symbolic name out of the directory; the bundle is replaced or uninstalled at the next look.
     *
     * @return the names of the files; empty where there was none
     * @throws IOException if one cannot be deleted
     */
    List<String> remove(String symbolicName) throws IOException;

    /** Looks at once and not only when it is time; does not wait for it. */
    void look();
}
