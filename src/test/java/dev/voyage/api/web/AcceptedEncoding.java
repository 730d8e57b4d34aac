package dev.voyage.api.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;

/** A request that has only the header Accept-Encoding. */
final class AcceptedEncoding {

    private AcceptedEncoding() {}

    /** @param value or null */
    static HttpServerRequest request(String value) {
        return (HttpServerRequest) Proxy.newProxyInstance(
                HttpServerRequest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getHeader")
                            && HttpHeaders.ACCEPT_ENCODING.toString().contentEquals(arguments[0].toString())) {
                        return value;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
