package org.crmmigration.loader.engine;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.crmmigration.loader.port.CrmClient;

/** A client of which only the scripted methods exist; every call is kept. */
final class ScriptedCrm {

    private final Map<String, Function<Object[], Object>> script = new HashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    ScriptedCrm on(String method, Function<Object[], Object> answer) {
        script.put(method, answer);
        return this;
    }

    /** Names of the methods called, in order. */
    List<String> calls() {
        return calls;
    }

    CrmClient client() {
        return (CrmClient) Proxy.newProxyInstance(
                CrmClient.class.getClassLoader(), new Class<?>[] {CrmClient.class}, (_, method, arguments) -> {
                    calls.add(method.getName());
                    Function<Object[], Object> answer = script.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.apply(arguments == null ? new Object[0] : arguments);
                });
    }
}
