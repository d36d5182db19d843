package org.ipmibridge.hypervisor.vmware.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectUpdate;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.UpdateSet;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.WaitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ipmibridge.hypervisor.vmware.fake.Behaviour;
import org.ipmibridge.hypervisor.vmware.fake.FakeVm;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.ipmibridge.hypervisor.vmware.session.Servers;
import org.ipmibridge.hypervisor.vmware.soap.TransportException.Kind;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class VimClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);

    @Rule
    public final TemporaryFolder files = new TemporaryFolder();

    private final FakeVsphere server = FakeVsphere.create();
    private final HttpTransport transport = new HttpTransport("test", Trust.fingerprint(server.fingerprint()), LONG);
    private final VimClient client = new VimClient(transport, server.url(), LONG);
    private VimPortType port;
    private ServiceContent content;

    @Before
    public void logIn() throws Exception {
        port = new VimPortType(client);
        content = port.retrieveServiceContent(Servers.reference("ServiceInstance", "ServiceInstance"));
        port.login(content.getSessionManager(), FakeVsphere.USER, FakeVsphere.PASSWORD, null);
    }

    @After
    public void close() {
        transport.close();
        server.close();
    }

    @Test
    public void aRequestIsNeverSentTwice() throws Exception {
        now();
        for (Behaviour broken : List.of(Behaviour.cut(), Behaviour.truncated(), Behaviour.doneAndCut())) {
            int before = server.calls("CurrentTime");
            server.next("CurrentTime", broken);

            assertThat(kindOf(this::now)).isEqualTo(Kind.BROKEN);

            assertThat(server.calls("CurrentTime") - before).isEqualTo(1);
        }
    }

    @Test
    public void answersThatAreNoneAreSaidToBe() {
        Map<Behaviour, String> answers = Map.of(
                Behaviour.status(404), "HTTP 404: the vSphere API is not at this address",
                Behaviour.status(503), "HTTP 503: it is starting, stopping or overloaded",
                Behaviour.status(302), "HTTP 302 instead of an answer of the vSphere API",
                Behaviour.raw(200, "text/html", "<html>Sign in</html>"), "with a page (text/html; charset=utf-8)",
                Behaviour.raw(500, "text/html", "<html>Oops</html>"), "with a page (text/html; charset=utf-8)",
                Behaviour.raw(200, "text/xml", ""), "not understood",
                Behaviour.raw(200, "text/xml", "<a><b></a>"), "not understood",
                Behaviour.raw(200, "text/xml", "<?xml version=\"1.0\"?><!DOCTYPE a><a/>"), "not understood");
        answers.forEach((behaviour, words) -> {
            server.next("CurrentTime", behaviour);
            assertThatThrownBy(this::now)
                    .isInstanceOfSatisfying(TransportException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(Kind.NOT_UNDERSTOOD))
                    .hasMessageContaining(words);
        });
    }

    @Test
    public void anAnswerThatIsLateOrStopsInTheMiddleIsNotWaitedFor() throws Exception {
        VimPortType impatient = new VimPortType(hasty());
        for (Behaviour late : List.of(Behaviour.late(LONG), Behaviour.stalled(LONG))) {
            now(); // so that there is a connection, which takes its time
            server.next("CurrentTime", late);
            assertThat(kindOf(() -> impatient.currentTime(root()))).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    public void aServerThatIsNotThereIsSaidToBe() {
        server.stop();

        assertThat(kindOf(this::now)).isIn(Kind.NOT_SENT, Kind.BROKEN);
        assertThatThrownBy(this::now).hasMessageContaining("refused");
        server.start();
    }

    @Test
    public void theBestKnownVersionIsSpoken() throws Exception {
        Map<String, String> lists = Map.of(
                "6.5 6.0 5.5", "urn:vim25/6.5",
                "8.0.3.0 8.0.2.0 7.0 6.7 6.5 6.0", "urn:vim25/6.5",
                "6.0 5.5", "urn:vim25/6.0",
                "", "urn:vim25/6.0");
        for (Map.Entry<String, String> list : lists.entrySet()) {
            server.versions(list.getKey());
            client.negotiateVersion();
            now();
            assertThat(server.lastAction()).isEqualTo(list.getValue());
        }
    }

    @Test
    public void updatesAreHandedOverOneByOne() throws Exception {
        FakeVm first = server.addVm("web01");
        server.addVm("web02");
        ManagedObjectReference collector = port.createPropertyCollector(content.getPropertyCollector());
        port.createFilter(collector, everything(), false);
        List<String> seen = new ArrayList<>();
        UpdateConsumer consumer = (filter, update) -> seen.add(filter.getType() + " " + told(update));

        UpdateSet initial =
                client.waitForUpdates(collector, "", seconds(0), consumer).orElseThrow();
        assertThat(seen).containsExactly("PropertyFilter name=web01", "PropertyFilter name=web02");
        assertThat(initial.getFilterSet()[0].getObjectSet()).isNull();

        seen.clear();
        assertThat(client.waitForUpdates(collector, initial.getVersion(), seconds(0), consumer))
                .isEmpty();
        first.object().set("name", "renamed");
        Optional<UpdateSet> changed = client.waitForUpdates(collector, initial.getVersion(), seconds(10), consumer);
        assertThat(seen).containsExactly("PropertyFilter name=renamed");
        assertThat(changed.orElseThrow().getVersion()).isNotEqualTo(initial.getVersion());
    }

    @Test
    public void aLongPollMayTakeLongerThanAnotherCall() throws Exception {
        ManagedObjectReference collector = port.createPropertyCollector(content.getPropertyCollector());
        port.createFilter(collector, everything(), false);

        assertThat(hasty().waitForUpdates(collector, "1000000", seconds(3), (filter, update) -> {}))
                .isEmpty();
    }

    @Test
    public void allPagesAreRead() throws Exception {
        server.pageSize(2);
        for (int i = 0; i < 5; i++) {
            server.addVm("vm" + i);
        }
        List<String> names = new ArrayList<>();

        client.retrieve(
                content.getPropertyCollector(),
                new PropertyFilterSpec[] {everything()},
                object -> names.add((String) object.getPropSet()[0].getVal()));

        assertThat(names).containsExactly("vm0", "vm1", "vm2", "vm3", "vm4");
        assertThat(server.calls("ContinueRetrievePropertiesEx")).isEqualTo(2);
    }

    @Test
    public void filesAreStoredAndMeasured() throws Exception {
        Path file = Files.write(files.newFile().toPath(), new byte[3_000_000]);
        List<Long> progress = new CopyOnWriteArrayList<>();

        client.files().put("DC0", "LocalDS_0", "iso/a b+c%.iso", file, progress::add);

        assertThat(server.file("LocalDS_0", "iso/a b+c%.iso")).hasSize(3_000_000);
        assertThat(progress).isSorted().last().isEqualTo(3_000_000L);
        assertThat(client.files().length("DC0", "LocalDS_0", "iso/a b+c%.iso")).isEqualTo(OptionalLong.of(3_000_000));
        assertThat(client.files().length("DC0", "LocalDS_0", "none.iso")).isEmpty();
    }

    @Test
    public void filesAreStoredInASessionOnly() throws Exception {
        Path file = files.newFile().toPath();
        client.setCookie(null);

        assertThatThrownBy(() -> client.files().put("DC0", "LocalDS_0", "a.iso", file, sent -> {}))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(FileRefusedException.Reason.FORBIDDEN))
                .hasMessageContaining("HTTP 401");
        assertThat(server.file("LocalDS_0", "a.iso")).isNull();
    }

    @Test
    public void aClosedTransportAnswersNothing() {
        transport.close();

        assertThatThrownBy(this::now).isInstanceOf(TransportException.class);
    }

    private VimClient hasty() {
        VimClient hasty = new VimClient(transport, server.url(), SHORT);
        hasty.setCookie(client.getCookie());
        return hasty;
    }

    private Object now() throws RemoteException {
        return port.currentTime(root());
    }

    private static ManagedObjectReference root() {
        return Servers.reference("ServiceInstance", "ServiceInstance");
    }

    private static PropertyFilterSpec everything() {
        return Servers.filter(Servers.reference("ContainerView", "view"), "name");
    }

    private static String told(ObjectUpdate update) {
        return update.getChangeSet()[0].getName() + "=" + update.getChangeSet()[0].getVal();
    }

    private static WaitOptions seconds(int most) {
        WaitOptions options = new WaitOptions();
        options.setMaxWaitSeconds(most);
        return options;
    }

    private interface Attempt {
        Object run() throws IOException;
    }

    private static Kind kindOf(Attempt attempt) {
        try {
            attempt.run();
        } catch (TransportException e) {
            return e.kind();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was answered");
    }
}
