package io.jcompose.tests.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class ArrowsTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/samples/"))
          .importPackages("io.jcompose");

  @Test
  void theModelKnowsNothingAboveIt() {
    noClasses()
        .that()
        .resideInAPackage("io.jcompose.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jcompose.scheduler..", "io.jcompose.runtime..", "io.jcompose.cli..")
        .check(CODE);
  }

  @Test
  void onlyTheFilesPackageOfTheModelTouchesTheFileSystem() {
    noClasses()
        .that()
        .resideInAPackage("io.jcompose.model..")
        .and()
        .resideOutsideOfPackage("io.jcompose.model.files")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.nio\\.file\\.(Files|Path|Paths|FileSystems?)"
                + "|java\\.io\\.(File|File.*Stream|FileReader|FileWriter)"
                + "|io\\.jcompose\\.model\\.files\\..*")
        .check(CODE);
  }

  @Test
  void theSchedulerKnowsNoRuntimeAndNoCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("io.jcompose.scheduler..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jcompose.runtime..", "io.jcompose.cli..")
        .check(CODE);
  }

  /** To read annotations at each start would take a quarter of the time of a short command. */
  @Test
  void commandsDeclareWhatTheyTakeWithoutAnnotations() {
    noClasses()
        .that()
        .resideInAPackage("io.jcompose.cli..")
        .should()
        .dependOnClassesThat(resideInAPackage("picocli").and(assignableTo(Annotation.class)))
        .check(CODE);
  }

  @Test
  void adaptersSeeThePortAndNothingElseOfTheScheduler() {
    noClasses()
        .that()
        .resideInAPackage("io.jcompose.runtime..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.jcompose.scheduler..")
                .and(not(resideInAPackage("io.jcompose.scheduler.runtime"))))
        .check(CODE);
  }

  @Test
  void adaptersDoNotKnowTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("io.jcompose.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.jcompose.cli..")
        .check(CODE);
  }

  @Test
  void thePortLeansOnTheModelOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.jcompose.scheduler.runtime")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.jcompose.scheduler..")
                .and(not(resideInAPackage("io.jcompose.scheduler.runtime"))))
        .check(CODE);
  }

  @Test
  void onlyTheSyscallPackageTouchesJna() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.jcompose.runtime.syscall")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .check(CODE);
  }

  @Test
  void onlyTheNameServerTouchesDnsjavaAndOnlyItsMessages() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.jcompose.runtime.linux.dns")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.xbill..", "org.slf4j..")
        .check(CODE);
    noClasses()
        .that()
        .resideInAPackage("io.jcompose.runtime.linux.dns")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "org\\.xbill\\.DNS\\.(.*Resolver.*|Lookup.*|Cache|Nio.*|Address|ZoneTransferIn.*"
                + "|[a-z].*)|org\\.slf4j\\..*")
        .check(CODE);
  }

  /** It is loaded where there is a file of that kind, and nowhere else. */
  @Test
  void onlyTheConfigurationOfRegistriesTouchesTomlj() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.jcompose.runtime.image.registry.configuration")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tomlj..")
        .check(CODE);
  }

  /** Millions of bytes of classes, of which no other command is to load one. */
  @Test
  void onlyTheExportToKubernetesTouchesItsModel() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.jcompose.model.export.kubernetes")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(CODE);
  }

  @Test
  void onlyReadingArchivesTouchesTheZstdLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.jcompose.runtime.image.archive")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.github.luben..")
        .check(CODE);
  }

  @Test
  void onlyTheOutputPackageTouchesTheStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.jcompose.cli.output")
        .should(
            accessField(System.class, "out")
                .or(accessField(System.class, "err"))
                .or(accessField(System.class, "in")))
        .check(CODE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.jcompose.(**)").should().beFreeOfCycles().check(CODE);
  }
}
