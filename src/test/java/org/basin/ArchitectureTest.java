package org.basin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.basin.sweep.text.Numeral;
import org.junit.jupiter.api.Test;

/** The dependency rule: a package may import only those above it in this list. */
class ArchitectureTest {

  private static final List<String> ORDER =
      List.of(
          "sweep.text",
          "sweep.condition",
          "sweep",
          "sweep.read",
          "draw",
          "space",
          "data",
          "npz",
          "kernel",
          "learn",
          "energy",
          "ham",
          "layers",
          "grid",
          "trial",
          "checkpoint",
          "golden",
          "store",
          "table",
          "plan",
          "run",
          "report",
          "retrain",
          "bench",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.basin");

  @Test
  void packagesImportOnlyThoseAboveThem() {
    for (int i = 0; i < ORDER.size() - 1; i++) {
      String[] below =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> "org.basin." + name)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("org.basin." + ORDER.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(below)
          .allowEmptyShould(true)
          .because("a package may import only those above it in " + ORDER)
          .check(CLASSES);
    }
  }

  @Test
  void everyClassLivesInAPackageOfTheList() {
    assertThat(CLASSES)
        .extracting(JavaClass::getPackageName)
        .allSatisfy(name -> assertThat(ORDER).contains(name.replaceFirst("^org\\.basin\\.?", "")));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.basin.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void drawingKnowsNothingOfWhatIsDrawn() {
    noClasses()
        .that()
        .resideInAPackage(pattern("draw"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.basin..")
                .and(not(resideInAPackage(pattern("draw"))))
                .and(not(type(Numeral.class))))
        .because("a picture is drawn of numbers, whatever they are of")
        .check(CLASSES);
  }

  @Test
  void sparkIsSeenOnlyWhereTheTableBegins() {
    only("org.apache.spark..", "table", "run", "report", "retrain", "bench", "cli");
    only("org.apache.spark.sql.connector..", "table");
    only("org.apache.spark.sql.catalyst..", "table");
  }

  @Test
  void eachLibraryIsSeenOnlyByTheOnePackageThatNeedsIt() {
    only("jdk.incubator.vector..", "kernel");
    only("org.nd4j..", "kernel");
    only("picocli..", "cli");
    only("org.yaml..", "sweep.read");
  }

  @Test
  void everyPackageSaysWhatItHolds() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<Path> packages =
          files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent).toList();
      assertThat(packages)
          .isNotEmpty()
          .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).isNotEmptyFile());
    }
  }

  private static void only(String library, String... packages) {
    String[] allowed = Stream.of(packages).map(ArchitectureTest::pattern).toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat(resideInAPackage(library))
        .because(library + " may be seen only by " + List.of(packages))
        .check(CLASSES);
  }

  private static String pattern(String name) {
    return "org.basin." + name + "..";
  }
}
