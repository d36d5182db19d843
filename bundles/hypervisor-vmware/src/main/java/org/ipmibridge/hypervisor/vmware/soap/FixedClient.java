package org.ipmibridge.hypervisor.vmware.soap;

import com.vmware.vim25.ws.Argument;
import com.vmware.vim25.ws.Client;
import java.io.InputStream;
import java.net.URL;
import javax.net.ssl.TrustManager;

/** What the port type's client could do beside calls, and ours does not: it is made for one server, and answers are not kept as text. */
abstract class FixedClient implements Client {
    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("fixed when the client is made");
    }

    @Override
    public final StringBuffer invokeAsString(String method, Argument[] arguments) {
        throw new UnsupportedOperationException("answers are decoded while they arrive");
    }

    @Override
    public final Object unMarshall(String returnType, InputStream in) {
        throw new UnsupportedOperationException("answers are decoded while they arrive");
    }

    @Override
    public final StringBuffer readStream(InputStream in) {
        throw new UnsupportedOperationException("answers are decoded while they arrive");
    }

    @Override
    public final String marshall(String method, Argument[] arguments) {
        return Encoder.call(method, arguments);
    }

    @Override
    public final void setBaseUrl(URL url) {
        throw fixed();
    }

    @Override
    public final String getVimNameSpace() {
        return "urn:vim25";
    }

    @Override
    public final void setVimNameSpace(String namespace) {
        throw fixed();
    }

    @Override
    public final int getConnectTimeout() {
        throw fixed();
    }

    @Override
    public final void setConnectTimeout(int millis) {
        throw fixed();
    }

    @Override
    public final void setReadTimeout(int millis) {
        throw fixed();
    }

    @Override
    public final TrustManager getTrustManager() {
        throw fixed();
    }

    @Override
    public final void setSoapActionOnApiVersion(String version) {
        throw fixed();
    }
}
