package dev.voyage.api.vo;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.ExternalBaseUrl;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.coding.XmlDocument;
import dev.voyage.journal.Journal;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** VOSI 1.1 availability and capabilities. */
@Path("/")
@Produces({MediaTypes.XML, MediaTypes.TEXT_XML})
@Tag(name = "Virtual Observatory")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class VosiResource {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String AVAILABILITY = "http://www.ivoa.net/xml/VOSIAvailability/v1.0";
    private static final String CAPABILITIES = "http://www.ivoa.net/xml/VOSICapabilities/v1.0";

    private final Journal journal;
    private final Instant upSince = Instant.ofEpochMilli(
                    ManagementFactory.getRuntimeMXBean().getStartTime())
            .truncatedTo(ChronoUnit.SECONDS);

    VosiResource(Journal journal) {
        this.journal = journal;
    }

    /** Queries the store, without which the service does not work. */
    @GET
    @Path("availability")
    @Operation(
            operationId = "availability",
            summary = "Availability (VOSI 1.1): whether searches can start",
            description = "VOSI 1.1 availability; false while the store does not work")
    @APIResponse(responseCode = "200", description = "VOSIAvailability")
    public Uni<String> availability(@Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return journal.list(null, null, null, 1)
                .map(works -> said(null))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> said(failure.getMessage()));
    }

    private String said(String trouble) {
        XmlDocument xml = new XmlDocument()
                .open("vosi:availability", "xmlns:vosi", AVAILABILITY)
                .element("vosi:available", Boolean.toString(trouble == null))
                .element("vosi:upSince", upSince.toString());
        if (trouble != null) {
            xml.element("vosi:note", trouble);
        }
        return xml.close("vosi:availability").toString();
    }

    /** Addresses use the client's base address. */
    @GET
    @Path("capabilities")
    @Operation(
            operationId = "capabilities",
            summary = "The service's capabilities (VOSI 1.1)",
            description = "VOSI 1.1 capabilities: availability, capabilities, UWS")
    @APIResponse(responseCode = "200", description = "VOSICapabilities")
    public String capabilities(@Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        String base = ExternalBaseUrl.of(request);
        var xml = new XmlDocument()
                .open(
                        "vosi:capabilities",
                        "xmlns:vosi",
                        CAPABILITIES,
                        "xmlns:vs",
                        "http://www.ivoa.net/xml/VODataService/v1.1",
                        "xmlns:xsi",
                        XSI);
        capability(xml, "ivo://ivoa.net/std/VOSI#capabilities", "full", base + "/capabilities");
        capability(xml, "ivo://ivoa.net/std/VOSI#availability", "full", base + "/availability");
        capability(xml, "ivo://ivoa.net/std/UWS#rest-1.1", "base", base + "/uws");
        return xml.close("vosi:capabilities").toString();
    }

    private static void capability(XmlDocument xml, String standard, String use, String url) {
        xml.open("capability", "standardID", standard)
                .open("interface", "xsi:type", "vs:ParamHTTP", "role", "std")
                .element("accessURL", url, "use", use)
                .close("interface")
                .close("capability");
    }
}
