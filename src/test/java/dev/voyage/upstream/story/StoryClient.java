package dev.voyage.upstream.story;

import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.rest.RestCall;
import io.quarkus.rest.client.reactive.NotBody;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;

/** The requests of the stories, as a typed client. */
@Path("")
public interface StoryClient {

    @GET
    Uni<UpstreamResponse> get(
            @Url URI uri,
            @HeaderParam("authorization") String authorization,
            @HeaderParam("Cookie") String cookie,
            @HeaderParam("Range") String range,
            @NotBody RestCall call);

    @GET
    Uni<String> text(@Url URI uri, @NotBody RestCall call);

    @HEAD
    Uni<UpstreamResponse> head(@Url URI uri, @NotBody RestCall call);

    @POST
    Uni<UpstreamResponse> post(@Url URI uri, @FormParam("a") String value, @NotBody RestCall call);
}
