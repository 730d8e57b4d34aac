package dev.voyage.upstream.rest;

import java.util.List;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;

/**
 * The one use of a type that Quarkus declares internal: the name of the property with the parameters of a called
 * method. Checked against the sources of Quarkus 3.33; {@code RestClientsTest} fails where they are not there.
 */
final class RestInternals {

    private RestInternals() {}

    /**
     * The parameter of this type of the method that was called.
     *
     * @throws IllegalStateException without such a parameter
     */
    static <T> T parameter(ResteasyReactiveClientRequestContext client, Class<T> type) {
        Object parameters = client.getProperty(RestClientRequestContext.INVOKED_METHOD_PARAMETERS_PROP);
        if (parameters instanceof List<?> list) {
            return list.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("called without a " + type.getName()));
        }
        throw new IllegalStateException("no parameters of the called method, but " + parameters);
    }
}
