package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.junit.jupiter.api.Test;

/** Rules for all methods of the annotated resources. */
class ResourceMethodsTest {

    /** Quarkus cancels the work of a request when its client disconnects; a change must still complete. */
    @Test
    void changesAreCompletedThoughTheClientDisconnects() {
        List<JavaMethod> changes = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.voyage.api")
                        .stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(POST.class) || method.isAnnotatedWith(DELETE.class))
                        .filter(method -> method.getRawReturnType().isEquivalentTo(Uni.class))
                        .toList();

        assertThat(changes).hasSizeGreaterThan(10).allSatisfy(method -> {
            Cancellable ofMethod = method.isAnnotatedWith(Cancellable.class)
                    ? method.getAnnotationOfType(Cancellable.class)
                    : method.getOwner().getAnnotationOfType(Cancellable.class);
            assertThat(ofMethod.value()).isFalse();
        });
    }
}
