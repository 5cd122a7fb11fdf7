package org.basin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.kernel.Algebra;
import org.basin.kernel.Engine;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Sheet;
import org.basin.kernel.vector.ArithmeticLimit;
import org.basin.sweep.text.Numeral;
import org.basin.trial.Engines;
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
          "code",
          "kernel.scalar",
          "kernel.vector",
          "kernel.compiled",
          "kernel.nd4j",
          "formula",
          "learn",
          "energy",
          "ham",
          "layers",
          "grid",
          "saved",
          "trial",
          "checkpoint",
          "golden",
          "store.parquet",
          "store",
          "compact",
          "table",
          "plan",
          "run",
          "read",
          "importance",
          "report",
          "compare",
          "export",
          "retrain",
          "page",
          "explore",
          "bench",
          "cli.process",
          "cli.bench",
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
  void thePageOnArchitectureHoldsTheOrderOfPackages() throws IOException {
    String page = Files.readString(Path.of("docs/architecture.md"));
    String list = page.substring(page.indexOf("```text\n") + 8);
    List<String> packages =
        list.substring(0, list.indexOf("```"))
            .lines()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList();
    assertThat(packages).isEqualTo(ORDER);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.basin.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** Kernels take planes and shapes one by one; a record's constructor has its components. */
  @Test
  void methodsHaveAtMostEightParametersOutsideOfKernels() {
    assertThat(CLASSES)
        .filteredOn(type -> !type.getPackageName().startsWith("org.basin.kernel"))
        .flatExtracting(JavaClass::getCodeUnits)
        .filteredOn(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filteredOn(unit -> !(unit.isConstructor() && unit.getOwner().isRecord()))
        .allSatisfy(
            unit ->
                assertThat(unit.getRawParameterTypes()).as(unit.getFullName()).hasSizeLessThan(9));
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
  void onlyThePackagesOfEnginesImplementTheContractsOfKernels() {
    for (Class<?> contract :
        List.of(
            Engine.class,
            Kernels.class,
            Algebra.class,
            GridKernels.class,
            Plane.class,
            Sheet.class)) {
      classes()
          .that()
          .areAssignableTo(contract)
          .and()
          .doNotHaveFullyQualifiedName(contract.getName())
          .should()
          .resideInAPackage("org.basin.kernel.*")
          .andShould()
          .haveModifier(JavaModifier.FINAL)
          .check(CLASSES);
    }
  }

  @Test
  void enginesDoNotKnowOneAnotherAndOnlyTheRegistryKnowsThem() {
    slices().matching("org.basin.kernel.(*)").should().notDependOnEachOther().check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.basin.kernel.*")
        .and()
        .doNotHaveFullyQualifiedName(Engines.class.getName())
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.basin.kernel.*").and(not(equivalentTo(ArithmeticLimit.class))))
        .check(CLASSES);
  }

  /** Benchmarks compare engines of their choice; examples of commands name some. */
  @Test
  void noEngineIsNamedOutsideItsPackageAndTheRegistry() throws IOException {
    String names = Engines.all().stream().map(Engine::name).collect(Collectors.joining("|"));
    Pattern literal = Pattern.compile("\"[^\"\n]*\\b(" + names + ")\\b[^\"\n]*\"");
    Path sources = Path.of("src", "main", "java", "org", "basin");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> others =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(
                  file ->
                      Stream.of("kernel", "bench", "cli")
                          .noneMatch(name -> file.startsWith(sources.resolve(name))))
              .toList();
      assertThat(others).hasSizeGreaterThan(200);
      for (Path file : others) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(literal);
      }
    }
  }

  @Test
  void sparkIsSeenOnlyWhereTheTableBegins() {
    only("org.apache.spark..", "table", "run", "read", "bench", "cli");
    only("org.apache.spark.sql.connector..", "table");
    only("org.apache.spark.sql.catalyst..", "table");
  }

  @Test
  void eachLibraryIsSeenOnlyByTheOnePackageThatNeedsIt() {
    only("jdk.incubator.vector..", "kernel.vector");
    only("org.nd4j..", "kernel.nd4j");
    only("picocli..", "cli");
    only("org.yaml..", "sweep.read");
    only("org.duckdb..", "read");
    only("io.javalin..", "explore");
  }

  @Test
  void familiesDoNotKnowOneAnother() {
    slices()
        .matching("org.basin.(energy|ham|layers|grid)")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void noPackageIsCrowded() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      Map<Path, Long> sizes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
      assertThat(sizes).allSatisfy((folder, size) -> assertThat(size).isLessThanOrEqualTo(40));
    }
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
