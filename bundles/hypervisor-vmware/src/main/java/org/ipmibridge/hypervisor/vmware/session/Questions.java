package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.ChoiceOption;
import com.vmware.vim25.ElementDescription;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualMachineMessage;
import com.vmware.vim25.VirtualMachineQuestionInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the one question that has one answer: a guest has locked the CD drive whose image is taken out. Thread-safe. */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
    private static final int MOST_REMEMBERED = 1000;

    private final Calls calls;
    /** Those that were answered or told of, the oldest first. */
    private final Set<String> seen = new LinkedHashSet<>();

    Questions(Calls calls) {
        this.calls = calls;
    }

    void answer(String what, ManagedObjectReference machine, VirtualMachineQuestionInfo question) {
        String key = machine.getVal() + "/" + question.getId();
        if (!remember(key)) {
            return;
        }
        Optional<String> yes = isAboutLockedCd(question) ? yes(question) : Optional.empty();
        if (yes.isEmpty()) {
            LOG.warn("{}: the machine waits for an answer to \"{}\"; answer it in vSphere", what, question.getText());
            return;
        }
        LOG.info("{}: the guest has locked the CD drive; answering that it is to be disconnected", what);
        calls.change(what + ": answer the question about the locked CD drive", vim -> {
                    vim.port().answerVM(machine, question.getId(), yes.get());
                    return null;
                })
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        LOG.warn("{}", failure.getMessage());
                        forget(key);
                    }
                });
    }

    private static boolean isAboutLockedCd(VirtualMachineQuestionInfo question) {
        VirtualMachineMessage[] messages =
                question.getMessage() == null ? new VirtualMachineMessage[0] : question.getMessage();
        return Stream.concat(
                        Stream.of(String.valueOf(question.getText())),
                        Arrays.stream(messages)
                                .flatMap(message ->
                                        Stream.of(String.valueOf(message.getId()), String.valueOf(message.getText()))))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.contains("cdromdisconnect.locked")
                        || text.contains("lock") && (text.contains("cd-rom") || text.contains("cdrom")));
    }

    /** The key of the choice that says yes; in languages other than English, of the first one. */
    private static Optional<String> yes(VirtualMachineQuestionInfo question) {
        ChoiceOption choice = question.getChoice();
        List<ElementDescription> offered =
                choice == null || choice.getChoiceInfo() == null ? List.of() : List.of(choice.getChoiceInfo());
        return offered.stream()
                .filter(element -> saysYes(element.getLabel()) || saysYes(element.getSummary()))
                .findFirst()
                .or(() -> offered.stream().findFirst())
                .map(ElementDescription::getKey);
    }

    private static boolean saysYes(String text) {
        String word = String.valueOf(text).toLowerCase(Locale.ROOT);
        return word.equals("yes") || word.equals("_yes") || word.equals("&yes") || word.endsWith(".yes");
    }

    private synchronized boolean remember(String key) {
        if (seen.size() >= MOST_REMEMBERED) {
            seen.removeAll(Collections.singleton(seen.iterator().next()));
        }
        return seen.add(key);
    }

    private synchronized void forget(String key) {
        seen.remove(key);
    }
}
