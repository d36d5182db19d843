package org.ipmibridge.hypervisor.vmware.fake;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What the server does instead of answering a call as it should. */
@FunctionalInterface
public interface Behaviour {
    void on(Call call) throws IOException;

    /** As it should. */
    static Behaviour normal() {
        return Call::answer;
    }

    /** A SOAP fault. */
    static Behaviour fault(String type, String xml, String words) {
        return call -> call.send(500, "text/xml", Soap.fault(type, xml, words));
    }

    /** The call begins a task that ends with an error, after the time that tasks take. */
    static Behaviour failingTask(String type, String xml, String words) {
        return call -> call.failTask(type, xml, words);
    }

    /** An answer with what is given in the place of {@code returnval} elements. */
    static Behaviour returning(String xml) {
        return call -> call.send(200, "text/xml", Soap.response(call.method(), xml));
    }

    /** A body that is just this. */
    static Behaviour raw(int status, String contentType, String body) {
        return call -> call.send(status, contentType, body);
    }

    static Behaviour status(int status) {
        return raw(status, "text/plain", "");
    }

    /** The connection ends, and nothing was done. */
    static Behaviour cut() {
        return Call::cut;
    }

    /** What was asked is done, and the connection ends instead of an answer. */
    static Behaviour doneAndCut() {
        return call -> {
            call.answerXml();
            call.cut();
        };
    }

    /** The connection ends in the middle of the answer. */
    static Behaviour truncated() {
        return Call::truncate;
    }

    /** The answer stops in the middle, and the connection stays. */
    static Behaviour stalled(Duration pause) {
        return call -> call.stall(pause);
    }

    /** As it should, but not before the latch is open. */
    static Behaviour held(CountDownLatch latch) {
        return call -> {
            try {
                latch.await();
                call.answer();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    static Behaviour late(Duration delay) {
        return call -> {
            FakeVsphere.pause(delay);
            call.answer();
        };
    }
}
