package dev.stockade.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.stockade.core.Choice;
import dev.stockade.core.StrategyName;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// The walls between modules and packages. Here, because the command line is the one module that
/// sees all others.
@AnalyzeClasses(packages = "dev.stockade", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String CORE = "dev.stockade.core..";
  private static final String PROOF = "dev.stockade.proof..";
  private static final String EMBEDDED = "dev.stockade.embedded..";
  private static final String ENGINE = "dev.stockade.engine..";
  private static final String SERVER = "dev.stockade.server..";
  private static final String LAB = "dev.stockade.lab..";
  private static final String CLI = "dev.stockade.cli..";

  @ArchTest
  static final ArchRule core_needs_the_language_and_nothing_else =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              CORE,
              "java.lang..",
              "java.math",
              "java.time..",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule core_reads_no_clock_and_draws_no_lots =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .callMethodWhere(
              target(owner(resideInAPackage("java..")))
                  .and(target(nameMatching("now|currentTimeMillis|nanoTime|randomUUID|shuffle"))))
          .orShould()
          .dependOnClassesThat(belongToAnyOf(Random.class, Clock.class, InstantSource.class));

  @ArchTest
  static final ArchRule proof_shares_nothing_with_what_it_judges =
      noClasses()
          .that()
          .resideInAPackage(PROOF)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(EMBEDDED, ENGINE, SERVER, LAB, CLI)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.stockade.core.Rules");

  @ArchTest
  static final ArchRule embedded_stands_alone =
      noClasses()
          .that()
          .resideInAPackage(EMBEDDED)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CORE, PROOF, ENGINE, SERVER, LAB, CLI);

  @ArchTest
  static final ArchRule engine_knows_core_only =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROOF, EMBEDDED, SERVER, LAB, CLI);

  @ArchTest
  static final ArchRule server_knows_what_it_serves_and_nothing_of_the_lab =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROOF, LAB, CLI);

  @ArchTest
  static final ArchRule lab_knows_neither_the_server_nor_the_command_line =
      noClasses()
          .that()
          .resideInAPackage(LAB)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVER, CLI);

  @ArchTest
  static final ArchRule strategies_do_not_know_each_other =
      slices().matching("dev.stockade.engine.strategy.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule only_the_automatic_choice_makes_a_switch_of_its_own =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.stockade.engine.choice", PROOF)
          .should()
          .callConstructor(Choice.Switch.class, StrategyName.class, Duration.class);

  @ArchTest
  static final ArchRule names_say_what_a_class_is =
      noClasses()
          .should()
          .haveNameMatching(
              ".*[.$]([A-Za-z]*(Impl|Utils?|Helper|Manager|Service)|(Abstract|Base)[A-Z][A-Za-z]*)");

  @ArchTest
  static final ArchRule what_others_see_of_an_object_does_not_change =
      fields().that().arePublic().should().haveModifier(FINAL).allowEmptyShould(true);

  @ArchTest
  static void every_package_says_that_its_references_are_not_null(JavaClasses stockade) {
    var unmarked =
        stockade.stream()
            .map(JavaClass::getPackage)
            .filter(it -> !it.isAnnotatedWith(NullMarked.class))
            .map(it -> it.getName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unmarked).isEmpty();
  }

  @ArchTest
  static void every_module_is_looked_at(JavaClasses stockade) {
    assertThat(stockade.stream().map(JavaClass::getPackageName))
        .contains(
            "dev.stockade.core",
            "dev.stockade.proof",
            "dev.stockade.embedded",
            "dev.stockade.engine",
            "dev.stockade.server",
            "dev.stockade.lab",
            "dev.stockade.cli");
  }
}
