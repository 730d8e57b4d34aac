package dev.voyage;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.voyage.upstream.rest.RestCall;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The permitted dependencies between packages. Rooms are private to their package unless listed. */
@AnalyzeClasses(packages = "dev.voyage", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] STEPS = {
        "dev.voyage.resolve..",
        "dev.voyage.registry..",
        "dev.voyage.cone..",
        "dev.voyage.tap..",
        "dev.voyage.datalink..",
        "dev.voyage.archive..",
        "dev.voyage.download..",
        "dev.voyage.journal.."
    };

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.voyage.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("dev.voyage.(*).(*)..").should().beFreeOfCycles();

    /** Rooms and single types open to other packages. All other rooms are private to their package. */
    private static final Set<String> OPEN = Set.of(
            "api.observations.TableExport",
            "archive.listing",
            "archive.mount",
            "archive.s3",
            "archive.walk",
            "cone.identity",
            "cone.position",
            "cone.upload",
            "datalink.document",
            "datalink.rule",
            "download.attempt.SlashRedirect",
            "download.mirror",
            "download.shelf",
            "download.source",
            "download.verify.FileVerdict",
            "journal.event",
            "journal.lease",
            "journal.record",
            "journal.store.JournalListener",
            "journal.store.NotificationRows",
            "journal.store.Retention",
            "journal.store.SearchFiles",
            "journal.transfer.StoreTransfer",
            "journal.transfer.TransferReport",
            "preview.picture.PngWriter",
            "preview.picture.Stretch",
            "search.discovery",
            "search.request",
            "search.resume.RetryLimit",
            "search.stage.ColumnReport",
            "search.upload.TargetTable",
            "tablewriter.fits.FitsTable",
            "tablewriter.votable.VotableWriter",
            "upstream.client.ContentCodings",
            "upstream.politeness.HostShares",
            "upstream.politeness.RoundRobinQueue",
            "upstream.rest.RestCall",
            "upstream.uri",
            "votable.event",
            "votable.fits.FitsDocument",
            "votable.rows.UnreadableCells",
            "votable.table");

    /** Classes of {@code dev.voyage} itself wire the program together and may use every room. */
    @ArchTest
    static final ArchRule roomsAreClosedToOtherPackages = classes()
            .that()
            .resideOutsideOfPackage("dev.voyage")
            .should(new ArchCondition<>("use no closed room of another package") {
                @Override
                public void check(JavaClass user, ConditionEvents events) {
                    for (Dependency use : user.getDirectDependenciesFromSelf()) {
                        String room = room(use.getTargetClass());
                        if (isForeign(user, room)
                                && !OPEN.contains(room)
                                && !OPEN.contains(outermost(use.getTargetClass()))) {
                            events.add(SimpleConditionEvent.violated(use, use.getDescription()));
                        }
                    }
                }
            });

    @ArchTest
    static void everyOpenRoomIsUsed(JavaClasses all) {
        Set<String> used = all.stream()
                .flatMap(user -> user.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .filter(target -> isForeign(user, room(target)))
                        .flatMap(target -> Stream.of(room(target), outermost(target))))
                .collect(Collectors.toSet());
        assertThat(used).containsAll(OPEN);
    }

    /** {@code package.room} of a class of this program; empty outside of rooms and for libraries. */
    private static String room(JavaClass type) {
        String[] parts = type.getBaseComponentType().getPackageName().split("\\.", -1);
        return parts.length > 3 && parts[0].equals("dev") && parts[1].equals("voyage") ? parts[2] + "." + parts[3] : "";
    }

    private static String outermost(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return room(type) + "." + name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    }

    private static boolean isForeign(JavaClass user, String room) {
        return !room.isEmpty()
                && !(user.getPackageName() + ".").startsWith("dev.voyage." + room.split("\\.", -1)[0] + ".");
    }

    @ArchTest
    static final ArchRule stepsDoNotUseOneAnother = slices().matching(
                    "dev.voyage.(resolve|registry|cone|tap|datalink|archive|download|journal)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule lowerLayersDoNotUseTheSearch = noClasses()
            .that()
            .resideInAnyPackage(STEPS)
            .or()
            .resideInAnyPackage("dev.voyage.votable..", "dev.voyage.condition..", "dev.voyage.upstream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.search..", "dev.voyage.api..", "dev.voyage.cli..", "dev.voyage.demo..");

    /** Each observed package owns its listener interface; observability implements them. */
    @ArchTest
    static final ArchRule nothingUsesObservability = noClasses()
            .that()
            .resideInAnyPackage(STEPS)
            .or()
            .resideInAnyPackage(
                    "dev.voyage.votable..", "dev.voyage.condition..", "dev.voyage.upstream..", "dev.voyage.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.observability..");

    @ArchTest
    static final ArchRule onlyObservabilityUsesInstruments = noClasses()
            .that()
            .resideOutsideOfPackages("dev.voyage.observability..", "dev.voyage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.opentelemetry..", "org.eclipse.microprofile.health..");

    @ArchTest
    static final ArchRule searchUsesNeitherApiNorCommandLine = noClasses()
            .that()
            .resideInAPackage("dev.voyage.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.api..", "dev.voyage.cli..", "dev.voyage.demo..");

    @ArchTest
    static final ArchRule toolsDoNotUseTheSteps = noClasses()
            .that()
            .resideInAnyPackage("dev.voyage.votable..", "dev.voyage.condition..", "dev.voyage.upstream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STEPS);

    @ArchTest
    static final ArchRule leavesUseNothing = noClasses()
            .that()
            .resideInAnyPackage("dev.voyage.problem..", "dev.voyage.sky..", "dev.voyage.coding..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.voyage.votable..", "dev.voyage.condition..", "dev.voyage.upstream..", "io.smallrye..");

    /** Previews read files on disk; who may see them, and how many are made at once, is decided by the API. */
    @ArchTest
    static final ArchRule previewsUseProblemsOnly = noClasses()
            .that()
            .resideInAPackage("dev.voyage.preview..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.voyage..")
                    .and(resideOutsideOfPackages("dev.voyage.preview..", "dev.voyage.problem..")))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "io.vertx..", "io.smallrye..", "java.awt..", "javax.imageio..");

    @ArchTest
    static final ArchRule onlyTheApiMakesPreviews = noClasses()
            .that()
            .resideOutsideOfPackages("dev.voyage.preview..", "dev.voyage.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.voyage.preview..");

    @ArchTest
    static final ArchRule onlyTheApiUsesAuth = noClasses()
            .that()
            .resideOutsideOfPackages("dev.voyage", "dev.voyage.api..", "dev.voyage.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.voyage.auth..");

    @ArchTest
    static final ArchRule authUsesProblemsOnly = noClasses()
            .that()
            .resideInAPackage("dev.voyage.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.api..", "dev.voyage.search..", "dev.voyage.upstream..", "dev.voyage.cli..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(STEPS);

    @ArchTest
    static final ArchRule onlyUpstreamUsesTheNetwork = noClasses()
            .that()
            // dev.voyage.vertx uses the internals of the web client, but sends no requests
            // dev.voyage.client asks a voyage that runs elsewhere for the user's commands; see the next rule
            .resideOutsideOfPackages(
                    "dev.voyage.upstream..", "dev.voyage.demo..", "dev.voyage.vertx..", "dev.voyage.client..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "io\\.vertx\\..*(HttpClient|WebClient|NetClient).*|java\\.net\\.http\\..*|java\\.net\\.URL(Connection)?"
                            + "|jakarta\\.ws\\.rs\\.client\\..*|.*\\.(Quarkus)?RestClientBuilder|.*\\.inject\\.RestClient");

    /** Otherwise a search could send requests past limits and egress policy. */
    @ArchTest
    static final ArchRule onlyTheCommandLineAsksAnotherService = noClasses()
            .that()
            .resideOutsideOfPackages("dev.voyage.cli.remote..", "dev.voyage.client..")
            .and()
            .doNotHaveFullyQualifiedName("dev.voyage.cli.CommandRunner")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.cli.remote..", "dev.voyage.client..");

    @ArchTest
    static final ArchRule onlyVertxInternalsKnowsInternals = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.voyage.vertx.VertxInternals")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..impl..", "io.netty..internal..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "io\\.netty\\.(handler\\.codec\\.http2\\.Http2ConnectionHandler|channel\\.SingleThreadEventLoop"
                            + "|channel\\.Channel\\$Unsafe|channel\\.ChannelOutboundBuffer)");

    @ArchTest
    static final ArchRule domainDoesNotUseTheFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.voyage.sky..", "dev.voyage.problem..", "dev.voyage.votable..", "dev.voyage.condition..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..");

    @ArchTest
    static final ArchRule stepsAreBuiltWithoutAContainer = noClasses()
            .that()
            .resideInAnyPackage(STEPS)
            .or()
            .resideInAnyPackage("dev.voyage.search..", "dev.voyage.upstream..", "dev.voyage.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.inject..", "jakarta.enterprise..");

    /** The annotations of a typed client describe it; another class can implement it without Quarkus. */
    @ArchTest
    static final ArchRule onlyTypedClientsUseJakartaRest = noClasses()
            .that()
            .resideInAnyPackage(STEPS)
            .or()
            .resideInAnyPackage("dev.voyage.search..", "dev.voyage.upstream..", "dev.voyage.demo..")
            .and()
            .areNotAnnotatedWith(Path.class)
            .and()
            .resideOutsideOfPackage("dev.voyage.upstream.rest")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws..", "org.jboss.resteasy..", "io.quarkus.rest..");

    /** Quarkus would give any other interface a transport of its own. */
    @ArchTest
    static final ArchRule typedClientsAreCalledThroughOurTransport = methods()
            .that()
            .areDeclaredInClassesThat()
            .areInterfaces()
            .and()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Path.class)
            .and()
            // asks a voyage that runs elsewhere for the user's commands: docs/decisions/0014
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("dev.voyage.client")
            .should(new ArchCondition<>("take a RestCall") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean takesOne = method.getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(RestCall.class));
                    events.add(new SimpleConditionEvent(method, takesOne, method.getDescription()));
                }
            });

    /** Static fields become part of the heap of a native image, which cannot hold Netty buffers. */
    @ArchTest
    static final ArchRule noBufferIsKeptInAStaticField = fields().that()
            .areStatic()
            .should()
            .notHaveRawType(assignableTo("io.vertx.core.buffer.Buffer")
                    .or(assignableTo("io.vertx.mutiny.core.buffer.Buffer"))
                    .or(assignableTo("io.netty.buffer.ByteBuf")));

    @ArchTest
    static final ArchRule noPackageIsNamedForALayer = classes()
            .should()
            .resideOutsideOfPackages(
                    "..util..",
                    "..model..",
                    "..dto..",
                    "..entity..",
                    "..service..",
                    "..impl..",
                    "..common..",
                    "..helper..",
                    "..config..");
}
