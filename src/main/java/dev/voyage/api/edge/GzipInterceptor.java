package dev.voyage.api.edge;

import dev.voyage.api.web.GzipCoding;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Compresses the documents of annotated resources for clients that accept gzip, as {@link GzipCoding} does for the plain routes.
 * The server's own compression stays off, because it would apply to files too, which the kernel could then no longer send
 * directly from disk to socket.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER) // otherwise typed clients would compress their requests with it
public class GzipInterceptor implements WriterInterceptor {

    private final CurrentVertxRequest current;

    GzipInterceptor(CurrentVertxRequest current) {
        this.current = current;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        OutputStream out = context.getOutputStream();
        var document = new ByteArrayOutputStream();
        context.setOutputStream(document);
        context.proceed();
        HttpServerRequest request = current.getCurrent().request();
        if (!request.response().headers().contains(HttpHeaders.CONTENT_TYPE)) { // set by the framework after this
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, String.valueOf(context.getMediaType()));
        }
        out.write(GzipCoding.whole(request, document.toByteArray()));
    }
}
