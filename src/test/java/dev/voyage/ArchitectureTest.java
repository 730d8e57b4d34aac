package dev.voyage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.voyage", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] STEPS = {
        "dev.voyage.resolve..",
        "dev.voyage.registry..",
        "dev.voyage.cone..",
        "dev.voyage.datalink..",
        "dev.voyage.archive..",
        "dev.voyage.download..",
        "dev.voyage.journal.."
    };

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.voyage.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule stepsDoNotKnowOneAnother = slices().matching(
                    "dev.voyage.(resolve|registry|cone|datalink|archive|download|journal)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule nothingBelowKnowsTheSearch = noClasses()
            .that()
            .resideInAnyPackage(STEPS)
            .or()
            .resideInAnyPackage("dev.voyage.votable..", "dev.voyage.where..", "dev.voyage.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.search..", "dev.voyage.api..", "dev.voyage.cli..", "dev.voyage.demo..");

    /** What is watched owns the interface by which it is, and does not know who watches. */
    @ArchTest
    static final ArchRule nobodyKnowsWhoWatches = noClasses()
            .that()
            .resideInAnyPackage(STEPS)
            .or()
            .resideInAnyPackage(
                    "dev.voyage.votable..", "dev.voyage.where..", "dev.voyage.http..", "dev.voyage.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.watch..");

    @ArchTest
    static final ArchRule onlyWhoWatchesKnowsTheInstruments = noClasses()
            .that()
            .resideOutsideOfPackages("dev.voyage.watch..", "dev.voyage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.opentelemetry..", "org.eclipse.microprofile.health..");

    @ArchTest
    static final ArchRule theSearchDoesNotKnowItsFaces = noClasses()
            .that()
            .resideInAPackage("dev.voyage.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.api..", "dev.voyage.cli..", "dev.voyage.demo..");

    @ArchTest
    static final ArchRule toolsDoNotKnowTheSteps = noClasses()
            .that()
            .resideInAnyPackage("dev.voyage.votable..", "dev.voyage.where..", "dev.voyage.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STEPS);

    @ArchTest
    static final ArchRule leavesKnowNobody = noClasses()
            .that()
            .resideInAnyPackage("dev.voyage.problem..", "dev.voyage.sky..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.votable..", "dev.voyage.where..", "dev.voyage.http..", "io.smallrye..");

    @ArchTest
    static final ArchRule whoAsksIsNobodysBusinessBelow = noClasses()
            .that()
            .resideOutsideOfPackages("dev.voyage", "dev.voyage.api..", "dev.voyage.access..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.voyage.access..");

    @ArchTest
    static final ArchRule accessKnowsProblemsOnly = noClasses()
            .that()
            .resideInAPackage("dev.voyage.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.voyage.api..", "dev.voyage.search..", "dev.voyage.http..", "dev.voyage.cli..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(STEPS);

    @ArchTest
    static final ArchRule onlyHttpTalksToTheNetwork = noClasses()
            .that()
            .resideOutsideOfPackages("dev.voyage.http..", "dev.voyage.demo..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "io\\.vertx\\..*(HttpClient|WebClient|NetClient).*|java\\.net\\.http\\..*|java\\.net\\.URL(Connection)?");

    @ArchTest
    static final ArchRule theDomainDoesNotKnowTheFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.voyage.sky..", "dev.voyage.problem..", "dev.voyage.votable..", "dev.voyage.where..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..");

    @ArchTest
    static final ArchRule stepsAreBuiltWithoutAContainer = noClasses()
            .that()
            .resideInAnyPackage(STEPS)
            .or()
            .resideInAnyPackage("dev.voyage.search..", "dev.voyage.http..", "dev.voyage.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.inject..", "jakarta.enterprise..", "jakarta.ws..");

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
