package io.senlin.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module graph, stated once more: who may know whom. */
@AnalyzeClasses(packages = "io.senlin", importOptions = DoNotIncludeTests.class)
final class ModuleGraphTest {

  @ArchTest
  static final ArchRule modulesKnowOnlyThoseBelowThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.senlin..")
          .layer("spi")
          .definedBy("io.senlin.spi..")
          .layer("config")
          .definedBy("io.senlin.config..")
          .layer("store")
          .definedBy("io.senlin.store..")
          .layer("journal")
          .definedBy("io.senlin.journal..")
          .layer("engine")
          .definedBy("io.senlin.engine..")
          .layer("delivery")
          .definedBy("io.senlin.delivery..")
          .layer("database")
          .definedBy("io.senlin.dispatchers.database..")
          .layer("jsonfile")
          .definedBy("io.senlin.dispatchers.jsonfile..")
          .layer("message")
          .definedBy("io.senlin.dispatchers.message..")
          .layer("api")
          .definedBy("io.senlin.api..")
          .layer("server")
          .definedBy("io.senlin.server..")
          .withOptionalLayers(true)
          .whereLayer("spi")
          .mayNotAccessAnyLayer()
          .whereLayer("config")
          .mayNotAccessAnyLayer()
          .whereLayer("store")
          .mayOnlyAccessLayers("config")
          .whereLayer("journal")
          .mayOnlyAccessLayers("spi", "store")
          .whereLayer("engine")
          .mayOnlyAccessLayers("spi", "config", "store", "journal")
          .whereLayer("delivery")
          .mayOnlyAccessLayers("spi", "config", "journal")
          .whereLayer("database")
          .mayOnlyAccessLayers("spi", "store")
          .whereLayer("jsonfile")
          .mayOnlyAccessLayers("spi")
          .whereLayer("message")
          .mayOnlyAccessLayers("spi")
          .whereLayer("server")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule theServerKnowsPluginsOnlyAtRunTime =
      noClasses()
          .that()
          .resideInAPackage("io.senlin.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.senlin.dispatchers.jsonfile..", "io.senlin.dispatchers.message..");

  @ArchTest
  static final ArchRule theContractForPluginsNeedsTheJdkOnly =
      noClasses()
          .that()
          .resideInAPackage("io.senlin.spi..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("io.senlin.spi..", "java..", "org.jspecify..");
}
