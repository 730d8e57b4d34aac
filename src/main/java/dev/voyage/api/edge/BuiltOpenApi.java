package dev.voyage.api.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.arc.Unremovable;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The OpenAPI document as written by the build. It replaces the Quarkus service, which would read the document into a model and
 * write it again, in both formats, at every start. The build omits the JSON file that the service reads
 * ({@code quarkus.package.jar.user-configured-ignored-entries}); the YAML is the same document.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0#format">OpenAPI 3.1.0, 4.1: JSON and YAML</a>
 */
@Singleton
@Alternative
@Priority(1)
@Unremovable
public class BuiltOpenApi extends OpenApiDocumentService {

    private static final String YAML = "META-INF/quarkus-generated-openapi-doc.YAML";

    private final Instance<ObjectMapper> json; // not made before the document is requested
    private volatile byte[] written; // as JSON; null until first requested

    BuiltOpenApi(Instance<ObjectMapper> json) {
        this.json = json;
    }

    /**
     * On a worker thread: the first conversion to JSON takes some milliseconds.
     *
     * @param documentName ignored, since there is only one
     * @param format JSON or YAML
     */
    @Override
    public byte[] getDocument(String documentName, Format format) {
        try {
            return format == Format.JSON ? asJson() : built();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing); // missing from the build
        }
    }

    private byte[] asJson() throws IOException {
        byte[] known = written;
        if (known == null) {
            known = json.get().writerWithDefaultPrettyPrinter().writeValueAsBytes(new YAMLMapper().readTree(built()));
            written = known;
        }
        return known;
    }

    private static byte[] built() throws IOException {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(YAML)) {
            if (in == null) {
                throw new FileNotFoundException(YAML);
            }
            return in.readAllBytes();
        }
    }
}
