package org.ipmibridge.ipmi.dispatch;

import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/** Who may send a command (IPMI v2.0, section 6.8 and appendix G). */
final class Permission {
    private Permission() {}

    /**
     * Why a request may not run; null when it may. What is answered to anybody outside a session is answered inside one whatever its
     * privilege.
     */
    static CompletionCode refusal(CommandDescription command, CommandRequest request) {
        if (request.lun() != 0) {
            return CompletionCode.INVALID_FOR_LUN;
        }
        boolean allowed = command.sessionless()
                || request.session().isPresent()
                        && request.session().get().privilege().includes(command.privilege());
        return allowed ? null : CompletionCode.INSUFFICIENT_PRIVILEGE;
    }
}
